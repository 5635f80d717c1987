import type { SequenceSettings } from '@dripemails/contracts';
import { useFetcher } from '@remix-run/react';
import { useState, type FormEvent } from 'react';
import { reentryRules, type ReentryRule } from '../../sequence/settings-form';
import type { Refusal } from '../../session/refusal';
import { Button } from '../button';
import { Choice } from '../choice';
import { SelectField, TextField } from '../field';
import { Notice } from '../notice';
import { SectionCard } from '../section-card';
import type { Choices } from '../sequence-editor/editor-world';
import { messagesOf, type PathErrors } from './path-errors';
import { TriggersFields } from './trigger-fields';
import { WindowFields } from './window-fields';

interface SettingsEditorProps {
  saved: SequenceSettings;
  /** A form that the server refused or added a row to, when it was sent without JavaScript. */
  sent?: { settings: SequenceSettings; refusal?: Refusal } | undefined;
  choices: Choices;
  topics: readonly { id: string; name: string }[];
}

const reentryWords: Record<ReentryRule, { label: string; hint: string }> = {
  never: { label: 'Never', hint: 'Once in a lifetime.' },
  afterCompletion: { label: 'After it has ended for them', hint: 'Whoever is in it now is left out.' },
  afterDays: { label: 'Some days after it has ended', hint: 'So that nobody gets the same mails too soon.' },
  always: { label: 'Always', hint: 'With an event that names a key, once for each of its values at a time.' },
};

/** What holds for the whole sequence. It belongs to the draft, so it becomes real with the next publish. */
export function SettingsEditor({ saved, sent, choices, topics }: SettingsEditorProps) {
  const fetcher = useFetcher<{ refusal?: Refusal; settings?: SequenceSettings }>();
  const [settings, setSettings] = useState(sent?.settings ?? saved);
  const [isTouched, setTouched] = useState(false);
  const isBusy = fetcher.state !== 'idle';
  const refusal = fetcher.data ? fetcher.data.refusal : sent?.refusal;
  const change = (part: Partial<SequenceSettings>) => {
    setTouched(true);
    setSettings((before) => ({ ...before, ...part }));
  };
  const errorsIn = (path: string) =>
    Object.entries(refusal?.fields ?? {}).flatMap(([given, messages]): PathErrors[] => {
      const dotted = `${given.split(/\W+/).filter(Boolean).join('.')}.`;
      const whole = `settings.${path}.`;
      return dotted.startsWith(whole) ? [[dotted.slice(whole.length), messages]] : [];
    });
  const errors = (path: string) => messagesOf(errorsIn(path));
  function save(event: FormEvent) {
    event.preventDefault();
    setTouched(false);
    fetcher.submit({ intent: 'save-json', json: JSON.stringify(settings) }, { method: 'post' });
  }

  return (
    <fetcher.Form method="post" onSubmit={save} className="max-w-3xl space-y-6">
      <button type="submit" name="intent" value="save" tabIndex={-1} aria-hidden className="sr-only">
        Save
      </button>
      {refusal && <Notice tone="bad">{refusal.message}</Notice>}
      <SectionCard title="Who comes in">
        <div className="px-4 pb-4">
          <TriggersFields
            value={settings.triggers}
            choices={choices}
            errorsIn={(path) => errorsIn(`triggers.${path}`)}
            onChange={(triggers) => change({ triggers })}
          />
        </div>
      </SectionCard>
      <SectionCard title="Coming in again">
        <fieldset className="space-y-2 px-4 pb-4">
          <legend className="sr-only">When somebody may come in again</legend>
          {reentryRules.map((rule) => (
            <Choice
              key={rule}
              name="reentry.rule"
              value={rule}
              checked={settings.reentry.rule === rule}
              onChange={() => change({ reentry: rule === 'afterDays' ? { rule, days: 30 } : { rule } })}
              {...reentryWords[rule]}
            >
              {rule === 'afterDays' && settings.reentry.rule === 'afterDays' && (
                <TextField
                  id="reentry.days"
                  name="reentry.days"
                  type="number"
                  min={1}
                  label="Days"
                  value={Number.isFinite(settings.reentry.days) ? settings.reentry.days : ''}
                  onChange={({ target }) => change({ reentry: { rule, days: target.valueAsNumber } })}
                  errors={errors('reentry')}
                  className="w-28"
                />
              )}
            </Choice>
          ))}
        </fieldset>
      </SectionCard>
      <SectionCard title="When mail goes out">
        <div className="space-y-4 px-4 pb-4">
          <WindowFields
            value={settings.window}
            errors={(field) => errors(`window.${field}`)}
            onChange={(window) => change({ window })}
          />
          <TextField
            id="jitterMinutes"
            name="jitterMinutes"
            type="number"
            min={0}
            max={720}
            step={1}
            label="Spread over so many minutes"
            hint="So that thousands of people who are due at nine do not all get it in the same second."
            value={Number.isFinite(settings.jitterMinutes) ? settings.jitterMinutes : ''}
            onChange={({ target }) => change({ jitterMinutes: target.valueAsNumber })}
            errors={errors('jitterMinutes')}
            className="w-28"
          />
        </div>
      </SectionCard>
      <SectionCard title="Replies">
        <label className="flex items-center gap-2 px-4 pb-4">
          <input
            type="checkbox"
            name="stopOnReply"
            value="yes"
            checked={settings.stopOnReply}
            onChange={({ target }) => change({ stopOnReply: target.checked })}
            className="size-4 accent-accent"
          />
          It ends for somebody who replies to one of its mails
        </label>
      </SectionCard>
      <SectionCard title="Topic">
        <div className="px-4 pb-4">
          <SelectField
            id="topicId"
            name="topicId"
            label="What its mail is about"
            hint="Who wants no mail about the topic leaves the sequence, and gets none of it."
            value={settings.topicId ?? ''}
            onChange={({ target }) => change({ topicId: target.value === '' ? undefined : target.value })}
            errors={errors('topicId')}
            className="w-auto max-w-full"
          >
            <option value="">No topic</option>
            {topics.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        </div>
      </SectionCard>
      <div className="flex flex-wrap items-center gap-3">
        <Button look="primary" name="intent" value="save" aria-disabled={isBusy || undefined}>
          {isBusy ? 'Saving…' : 'Save settings'}
        </Button>
        <p role="status" className="text-text-quiet">
          {isTouched
            ? 'Not saved yet.'
            : fetcher.data && !refusal && !isBusy
              ? 'Saved in the draft: publish to make it real.'
              : ''}
        </p>
      </div>
    </fetcher.Form>
  );
}
