import type { Step } from '@dripemails/contracts';
import clsx from 'clsx';
import { ChevronDown, Mail } from 'lucide-react';
import { useRef } from 'react';
import { firstWords } from '../../sequence/first-words';
import { namePlaceholders, offeredPlaceholders } from '../../sequence/preview-placeholders';
import { fieldName } from '../../sequence/step-form';
import { stepTitle } from '../../sequence/wait-words';
import { Button } from '../button';
import { TextAreaField, TextField } from '../field';
import { MailPreview, type Sender } from './mail-preview';
import { StepCard } from './step-card';
import type { StepEditor } from './use-step-editor';

type EmailStep = Extract<Step, { kind: 'email' }>;

interface EmailCardProps {
  step: EmailStep;
  index: number;
  count: number;
  problems: readonly string[];
  live?: string;
  sender: Sender;
  editor: StepEditor;
}

export function EmailCard({ step, index, count, problems, live, sender, editor }: EmailCardProps) {
  const isOpen = editor.openId === step.id;
  const bodyId = `body-${step.id}`;
  const change = (part: Partial<EmailStep>) => editor.edit({ do: 'replace', at: index, step: { ...step, ...part } });
  return (
    <StepCard
      {...{ id: step.id, kind: 'email', index, count, problems, live, editor, icon: Mail, isSelected: isOpen }}
      title={stepTitle(step)}
      head={
        <h3>
          <button
            type="button"
            data-step-head
            aria-expanded={isOpen}
            aria-controls={bodyId}
            onClick={() => editor.setOpenId(isOpen ? null : step.id)}
            className="flex w-full min-w-0 items-center gap-2 rounded text-left"
          >
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">{stepTitle(step)}</span>
              {!isOpen && (
                <span className="block truncate text-text-quiet">
                  {firstWords(namePlaceholders(step.html)) || 'Nothing written yet'}
                </span>
              )}
            </span>
            <ChevronDown
              aria-hidden
              className={clsx('size-4 flex-none text-text-quiet transition-transform', isOpen && 'rotate-180')}
            />
          </button>
        </h3>
      }
    >
      {/* Without JavaScript every editor is open, because nothing could open it. */}
      <div id={bodyId} hidden={!isOpen} className="shown-without-script border-t border-line p-3">
        <EmailFields step={step} index={index} onChange={change} />
        <div className="mt-4 xl:hidden">
          <MailPreview step={step} sender={sender} />
        </div>
      </div>
    </StepCard>
  );
}

function EmailFields({
  step,
  index,
  onChange,
}: {
  step: EmailStep;
  index: number;
  onChange: (part: Partial<EmailStep>) => void;
}) {
  const area = useRef<HTMLTextAreaElement>(null);

  /** Puts a placeholder where the cursor stands in the body. */
  function insert(code: string): void {
    const { selectionStart, selectionEnd } = area.current ?? {
      selectionStart: step.html.length,
      selectionEnd: step.html.length,
    };
    onChange({ html: step.html.slice(0, selectionStart) + code + step.html.slice(selectionEnd) });
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(selectionStart + code.length, selectionStart + code.length);
    });
  }

  return (
    <div className="space-y-3">
      <TextField
        id={`subject-${step.id}`}
        type="text"
        data-first-field
        label="Subject"
        name={fieldName(index, 'subject')}
        value={step.subject}
        onChange={(event) => onChange({ subject: event.target.value })}
        maxLength={998}
        autoComplete="off"
      />
      <div>
        <TextAreaField
          id={`html-${step.id}`}
          label="Body (HTML)"
          name={fieldName(index, 'html')}
          value={step.html}
          onChange={(event) => onChange({ html: event.target.value })}
          rows={10}
          spellCheck
          className="font-mono text-xs"
          ref={area}
          hint="Placeholders are filled for each person. After | default: stands what to say when a value is missing. The footer with your postal address and the way to unsubscribe is added to every mail."
        />
        <div className="mt-2 flex flex-wrap items-center gap-1.5" role="group" aria-label="Insert a placeholder">
          <span className="text-xs text-text-quiet">Insert</span>
          {offeredPlaceholders.map(({ label, code }) => (
            <Button key={code} type="button" className="min-h-7 px-2 text-xs" title={code} onClick={() => insert(code)}>
              {label}
            </Button>
          ))}
        </div>
      </div>
      <details open={step.text !== undefined && step.text !== ''}>
        <summary className="link inline-block rounded">Plain text of your own</summary>
        <div className="mt-2">
          <TextAreaField
            id={`text-${step.id}`}
            label="Plain text"
            name={fieldName(index, 'text')}
            defaultValue={step.text ?? ''}
            onChange={(event) => onChange({ text: event.target.value })}
            rows={5}
            hint="For mail programs that show no HTML. Left empty, it is made from the body."
          />
        </div>
      </details>
    </div>
  );
}
