import { step, type Step } from '@dripemails/contracts';
import { useState } from 'react';
import { Button } from '../button';
import { TextAreaField } from '../field';
import { instead, useEditorWorld } from './editor-world';

/** The steps as the API has them, for copying between sequences and for what is quicker to write than to click. */
export function RawJson() {
  const { editor } = useEditorWorld();
  const [typed, setTyped] = useState<string | null>(null);
  const [errors, setErrors] = useState<readonly string[]>([]);
  const shown = typed ?? JSON.stringify(editor.steps, null, 2);

  function apply(): void {
    const parsed = parseSteps(shown);
    setErrors('errors' in parsed ? parsed.errors : []);
    if ('errors' in parsed) return;
    editor.replaceAll(parsed.steps);
    setTyped(null);
  }

  return (
    <details className="card mt-6 p-3">
      <summary className="link inline-block rounded">The steps as JSON</summary>
      <div className="mt-3 space-y-2">
        <TextAreaField
          id="steps-json"
          name="json"
          label="Steps"
          hint="As the API and its documentation have them. Nothing is changed before you apply it."
          value={shown}
          onChange={({ target }) => setTyped(target.value)}
          errors={errors.length > 0 ? errors : undefined}
          rows={16}
          spellCheck={false}
          className="font-mono text-xs"
        />
        <div className="flex gap-2">
          <Button name="intent" value="save-json" onClick={instead(apply)}>
            Apply the JSON
          </Button>
          {typed !== null && (
            <Button
              type="button"
              look="quiet"
              onClick={() => {
                setTyped(null);
                setErrors([]);
              }}
            >
              Forget what I typed
            </Button>
          )}
        </div>
      </div>
    </details>
  );
}

const shownErrors = 5;

function parseSteps(typed: string): { steps: Step[] } | { errors: string[] } {
  let raw: unknown;
  try {
    raw = JSON.parse(typed);
  } catch (error) {
    return { errors: [`This is no JSON: ${error instanceof Error ? error.message : String(error)}`] };
  }
  if (!Array.isArray(raw)) return { errors: ['Give a list of steps, in square brackets.'] };
  const results = raw.map((one: unknown) => step.safeParse(one));
  const errors = results.flatMap(({ error }, index) =>
    (error?.issues ?? []).map(({ path, message }) => `${[index, ...path.map(String)].join('.')}: ${message}`),
  );
  if (errors.length > 0) return { errors: errors.slice(0, shownErrors) };
  return { steps: results.flatMap(({ data }) => (data ? [data] : [])) };
}
