import type { Sequence } from '@dripemails/contracts';
import { useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { bulkVerbOf, bulkVerbs, type BulkVerb } from '../../sequence/bulk-form';
import { resumeModes } from '../../sequence/resume-modes';
import { stepTitle } from '../../sequence/step-words';
import { placedSteps } from '../../sequence/step-tree';
import type { Refusal } from '../../session/refusal';
import { localOf } from '../../time/local-instant';
import { useWorkspaceNow } from '../../time/workspace-clock';
import { people } from '../../words/count';
import { Choice } from '../choice';
import { ReasonField } from '../enrollment/reason-field';
import { SelectField, TextField } from '../field';
import { Notice } from '../notice';
import { QuestionDialog } from '../question-dialog';

/** Asks before something is done to several people, with how many they are. `everybody` is the number that "all" means. */
export function BulkDialog({ sequence, everybody }: { sequence: Sequence; everybody: number }) {
  const [params] = useSearchParams();
  const verb = bulkVerbOf(params.get('do'));
  if (!verb) return null;
  const ids = params.getAll('ids');
  const isAll = params.has('all');
  const howMany = isAll ? everybody : ids.length;
  const { label, hint, isDestructive = false } = bulkVerbs[verb];
  const isNobody = !isAll && ids.length === 0;
  return (
    <QuestionDialog
      title={`${label}: ${people(howMany)}`}
      action={`/sequences/${sequence.id}/people`}
      intent="bulk"
      submit={`${label}: ${people(howMany)}`}
      busy="Starting…"
      look={isDestructive ? 'danger' : 'primary'}
      blocked={isNobody}
    >
      {(refusal) =>
        isNobody ? (
          <p>Nobody is selected. Close this, tick people in the table, and continue again.</p>
        ) : (
          <>
            <input type="hidden" name="do" value={verb} />
            {isAll ? (
              <>
                <input type="hidden" name="all" value="yes" />
                <input type="hidden" name="state" value={params.get('state') ?? ''} />
              </>
            ) : (
              ids.map((id) => <input key={id} type="hidden" name="ids" value={id} />)
            )}
            <p>
              {hint} Whoever it does not fit is left out and told in the report, and the work shows its progress on this
              page.
            </p>
            <VerbFields verb={verb} sequence={sequence} refusal={refusal} />
            <TextField
              id="bulk-rate"
              name="rate"
              type="number"
              min={1}
              max={1_000_000}
              step={1}
              label="At most so many people a minute (optional)"
              errors={refusal?.fields['ratePerMinute']}
              className="w-40"
            />
            <ReasonField />
          </>
        )
      }
    </QuestionDialog>
  );
}

interface VerbFieldsProps {
  verb: BulkVerb;
  sequence: Sequence;
  refusal: Refusal | undefined;
}

function VerbFields({ verb, sequence, refusal }: VerbFieldsProps) {
  const { now, timeZone } = useWorkspaceNow();
  const [start] = useState(() => localOf(now, timeZone));
  switch (verb) {
    case 'resume':
      return (
        <fieldset className="space-y-2">
          <legend className="mb-1 font-medium">How waits count</legend>
          {resumeModes.map(({ mode, label, hint }) => (
            <Choice key={mode} name="mode" value={mode} defaultChecked={mode === 'freeze'} label={label} hint={hint} />
          ))}
        </fieldset>
      );
    case 'rewind':
      return (
        <>
          <SelectField id="bulk-step" name="stepId" label="Back to" errors={refusal?.fields['action.stepId']}>
            {placedSteps(sequence.steps).map(({ step, place }) => (
              <option key={step.id} value={step.id}>
                {place} {stepTitle(step)}
              </option>
            ))}
          </SelectField>
          <label className="flex items-center gap-2">
            <input type="checkbox" name="resend" value="yes" className="size-4 accent-accent" />
            Send the mails again that they got already
          </label>
          <Notice tone="warn">
            With that ticked the same mail comes to them twice. Without it nobody gets one twice.
          </Notice>
        </>
      );
    case 'due':
      return (
        <>
          <input type="hidden" name="timeZone" value={timeZone} />
          <TextField
            id="bulk-at"
            name="at"
            type="datetime-local"
            required
            label="Due on"
            hint={`In ${timeZone}. A time that is over means at once.`}
            defaultValue={start}
            errors={refusal?.fields['at'] ?? refusal?.fields['action.at']}
          />
        </>
      );
    case 'approve':
      return (
        <fieldset className="space-y-2">
          <legend className="mb-1 font-medium">Which mail</legend>
          <Choice name="use" value="revised" defaultChecked label="The revised one" />
          <Choice name="use" value="original" label="The original" />
        </fieldset>
      );
    default:
      return null;
  }
}
