import { useRef } from 'react';
import { offeredPlaceholders } from '../../sequence/preview-placeholders';
import { Button } from '../button';
import { TextAreaField, TextField } from '../field';
import { useEditorWorld } from './editor-world';
import { MailPreview } from './mail-preview';
import type { FieldsProps } from './step-fields';

export function EmailFields({ step, path, errors, onChange }: FieldsProps<'email'>) {
  const { sender } = useEditorWorld();
  const area = useRef<HTMLTextAreaElement>(null);

  /** Puts a placeholder where the cursor stands in the body. */
  function insert(code: string): void {
    const { selectionStart, selectionEnd } = area.current ?? {
      selectionStart: step.html.length,
      selectionEnd: step.html.length,
    };
    onChange({ ...step, html: step.html.slice(0, selectionStart) + code + step.html.slice(selectionEnd) });
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(selectionStart + code.length, selectionStart + code.length);
    });
  }

  return (
    <>
      <div className="space-y-3">
        <TextField
          id={`subject-${step.id}`}
          type="text"
          data-first-field
          label="Subject"
          name={`${path}.subject`}
          value={step.subject}
          onChange={(event) => onChange({ ...step, subject: event.target.value })}
          errors={errors('subject')}
          maxLength={998}
          autoComplete="off"
        />
        <div>
          <TextAreaField
            id={`html-${step.id}`}
            label="Body (HTML)"
            name={`${path}.html`}
            value={step.html}
            onChange={(event) => onChange({ ...step, html: event.target.value })}
            errors={errors('html')}
            rows={10}
            spellCheck
            className="font-mono text-xs"
            ref={area}
            hint="Placeholders are filled for each person. After | default: stands what to say when a value is missing. The footer with your postal address and the way to unsubscribe is added to every mail."
          />
          <div className="mt-2 flex flex-wrap items-center gap-1.5" role="group" aria-label="Insert a placeholder">
            <span className="text-xs text-text-quiet">Insert</span>
            {offeredPlaceholders.map(({ label, code }) => (
              <Button
                key={code}
                type="button"
                className="min-h-7 px-2 text-xs"
                title={code}
                onClick={() => insert(code)}
              >
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
              name={`${path}.text`}
              defaultValue={step.text ?? ''}
              onChange={({ target }) => {
                const { text: _before, ...rest } = step;
                onChange(target.value.trim() === '' ? rest : { ...step, text: target.value });
              }}
              errors={errors('text')}
              rows={5}
              hint="For mail programs that show no HTML. Left empty, it is made from the body."
            />
          </div>
        </details>
      </div>
      <div className="mt-4 xl:hidden">
        <MailPreview step={step} sender={sender} />
      </div>
    </>
  );
}
