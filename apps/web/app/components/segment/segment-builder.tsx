import type { Condition } from '@dripemails/contracts';
import { Form } from '@remix-run/react';
import { RefreshCw } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import type { RuleProblems } from '../../sequence/rule-problems';
import type { Refusal } from '../../session/refusal';
import type { BuilderAnswer } from '../../segment/segment-action.server';
import { emptySegment, problemsOf, ruleErrors, ruleField, type TypedSegment } from '../../segment/segment-form';
import { Button, LinkButton } from '../button';
import { TextField } from '../field';
import { Notice } from '../notice';
import { SectionCard } from '../section-card';
import { ConditionEditor } from '../sequence-editor/condition-editor';
import type { Named } from '../sequence-editor/editor-world';
import { SubmitButton } from '../submit-button';
import { useFocusOnRefusal } from '../use-focus-on-refusal';
import { AudiencePreview } from './audience-preview';
import { useLivePreview } from './use-live-preview';

interface SegmentBuilderProps {
  saved: TypedSegment;
  /** What is wrong with the rule as it is stored. */
  faults?: Refusal | undefined;
  /** A form that was sent: refused, previewed, or with a row more or less. */
  sent: BuilderAnswer | undefined;
  lists: readonly Named[];
  segments: readonly Named[];
  /** Custom fields, to choose from while a rule is typed. */
  fields: readonly { name: string; label: string }[];
  submit: string;
  cancelTo: string;
}

/** What everybody has. */
const ownFields = ['email', 'firstName', 'lastName', 'timeZone', 'locale', 'createdAt'];

/** A segment's name and rule, with who fits it beside them. Without JavaScript every button sends the form. */
export function SegmentBuilder({
  saved,
  faults,
  sent,
  lists,
  segments,
  fields,
  submit,
  cancelTo,
}: SegmentBuilderProps) {
  const begin = sent?.typed ?? saved;
  const [condition, setCondition] = useState<Condition>(begin.condition);
  const refusal = sent ? sent.refusal : faults;
  const live = useLivePreview(condition, sent ?? { ...(faults && { refusal: faults }) });
  const { problems, leave } = useShownProblems(live.refusal, refusal !== undefined);
  const names = new Map([...lists, ...segments].map(({ id, name }) => [id, name]));
  const fieldsId = useId();
  const errors = refusal ? ruleErrors(refusal) : [];
  const form = useRef<HTMLFormElement>(null);
  useFocusOnRefusal(form, sent?.refusal);
  return (
    <Form
      ref={form}
      method="post"
      preventScrollReset
      className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-[minmax(0,1fr)_24rem]"
    >
      {/* Enter in a field presses the first button of a form: let that be saving. */}
      <button type="submit" name="intent" value="save" tabIndex={-1} aria-hidden className="sr-only">
        {submit}
      </button>
      <div className="min-w-0 space-y-5">
        {refusal && (
          <Notice tone="bad">
            <p>{refusal.message}</p>
            {errors.length > 0 && (
              <ul className="mt-1 list-disc pl-5">
                {errors.map((message) => (
                  <li key={message}>{message}</li>
                ))}
              </ul>
            )}
          </Notice>
        )}
        <div className="grid max-w-[640px] gap-4">
          <TextField
            id="segment-name"
            name="name"
            label="Name"
            required
            maxLength={120}
            defaultValue={begin.name}
            autoComplete="off"
            errors={refusal?.fields['name']}
          />
          <TextField
            id="segment-description"
            name="description"
            label="Description (optional)"
            maxLength={1000}
            defaultValue={begin.description}
            autoComplete="off"
            errors={refusal?.fields['description']}
          />
        </div>
        <SectionCard title="The rule">
          <div className="px-4 pb-4">
            <ConditionEditor
              name={ruleField}
              legend="Who is in it"
              value={condition}
              choices={{ lists, segments, sequences: [], forms: [], emails: [], names, fieldsId }}
              problems={problems}
              onLeave={leave}
              onChange={setCondition}
            />
            <p className="mt-3 text-xs text-text-quiet">
              Fields are your own ones, or {ownFields.join(', ')}. Capital letters count in their names.
            </p>
            <datalist id={fieldsId}>
              {fields.map(({ name, label }) => (
                <option key={name} value={name}>
                  {label}
                </option>
              ))}
              {ownFields.map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          </div>
        </SectionCard>
        <div className="flex flex-wrap gap-2">
          <SubmitButton name="intent" value="save" busy="Saving…">
            {submit}
          </SubmitButton>
          <LinkButton look="quiet" to={cancelTo}>
            Cancel
          </LinkButton>
        </div>
      </div>
      <SectionCard
        title="Who fits it now"
        className="xl:sticky xl:top-6"
        aside={
          <Button
            look="quiet"
            name="intent"
            value="preview"
            formNoValidate
            onClick={(event) => {
              event.preventDefault();
              live.refresh();
            }}
          >
            <RefreshCw aria-hidden />
            Count
          </Button>
        }
      >
        <AudiencePreview
          preview={live.preview}
          refusal={live.refusal}
          isUntouched={JSON.stringify(condition) === JSON.stringify(emptySegment.condition)}
          isBusy={live.isBusy}
        />
      </SectionCard>
    </Form>
  );
}

const none: RuleProblems = new Map();

/**
 * What is wrong with the rules, as far as it is time to say so: nobody is blamed for a rule that they have not left yet,
 * before they tried to save.
 */
function useShownProblems(refusal: Refusal | undefined, hasTried: boolean) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const found = refusal ? problemsOf(refusal) : none;
  return {
    problems: hasTried ? found : new Map([...found].filter(([number]) => left.has(number))),
    leave: (number: string) => setLeft((before) => new Set([...before, number])),
  };
}
