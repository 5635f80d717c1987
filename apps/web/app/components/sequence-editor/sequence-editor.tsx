import type { PublishResult, Sequence, SequenceStats, Step } from '@dripemails/contracts';
import { Form, Link, useLocation } from '@remix-run/react';
import { CircleAlert, CircleCheck, Flag, LoaderCircle, Undo2, UserPlus } from 'lucide-react';
import { useEffect, useMemo, type ReactNode } from 'react';
import { errorsByStep } from '../../sequence/step-form';
import { stepTitle } from '../../sequence/step-words';
import { placedSteps } from '../../sequence/step-tree';
import { triggerWords } from '../../sequence/trigger-words';
import type { Refusal } from '../../session/refusal';
import { number } from '../../words/count';
import { Button } from '../button';
import { Notice } from '../notice';
import { choicesOf, EditorWorldProvider, type Found, type Sender } from './editor-world';
import { MailPreview } from './mail-preview';
import { RawJson } from './raw-json';
import { StepOutline } from './step-outline';
import { useAutosave, type Autosave } from './use-autosave';
import { useStepEditor } from './use-step-editor';

interface SequenceEditorProps {
  sequence: Sequence;
  /** The steps of a form that the server refused, when it was sent without JavaScript. */
  refused?: { steps: readonly Step[]; refusal: Refusal } | undefined;
  stats: SequenceStats | null;
  problems: PublishResult['problems'];
  sender: Sender;
  found: Found;
}

/** The sequence from top to bottom, like a letter. One form: with JavaScript it saves itself, without it every button sends it. */
export function SequenceEditor({ sequence, refused, stats, problems, sender, found }: SequenceEditorProps) {
  const editor = useStepEditor(refused?.steps ?? sequence.steps);
  const autosave = useAutosave(editor.steps);
  const { steps, openId, removed, said } = editor;
  const { hash } = useLocation();
  const { setOpenId } = editor;
  // A link to a step, as the problems of publishing have them, opens its card.
  useEffect(() => {
    if (hash.startsWith('#step-')) setOpenId(hash.slice('#step-'.length));
  }, [hash, setOpenId]);
  const refusal = autosave.refusal ?? (autosave.state === 'saved' ? refused?.refusal : undefined);
  const errors = useMemo(() => errorsByStep(refusal?.fields ?? {}), [refusal]);
  const placed = placedSteps(steps);
  const selected = placed.find(({ step }) => step.id === openId)?.step;
  const choices = choicesOf(found, placed);

  const liveOf = (step: Step) => {
    const here = stats?.steps.find(({ stepId }) => stepId === step.id);
    // People at a wait are counted at the mail they wait for.
    if (!here || (step.kind === 'wait' && here.waiting + here.passed === 0)) return undefined;
    const parts = [`${number(here.waiting)} waiting here`, `${number(here.passed)} passed`];
    if (here.failed > 0) parts.push(`${number(here.failed)} failed`);
    if (here.unknown > 0) parts.push(`${number(here.unknown)} unknown`);
    return parts.join(' · ');
  };

  return (
    <EditorWorldProvider
      value={{
        editor,
        sender,
        choices,
        errorsAt: (path) => errors.get(path) ?? [],
        problemsOf: (id) =>
          (autosave.problems ?? problems).filter(({ stepId }) => stepId === id).map(({ message }) => message),
        liveOf,
      }}
    >
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <Form
          method="post"
          replace
          preventScrollReset
          className="min-w-0"
          onSubmit={(event) => {
            event.preventDefault();
            autosave.saveNow();
          }}
        >
          {/* Enter in a field presses the first button of a form: let that be saving. */}
          <button type="submit" name="intent" value="save" tabIndex={-1} aria-hidden className="sr-only">
            Save
          </button>
          <div className="mb-4 flex min-h-9 items-center justify-between gap-3">
            <SaveState autosave={autosave} />
            <noscript>
              <Button name="intent" value="save" look="primary">
                Save draft
              </Button>
            </noscript>
          </div>
          {refusal && errors.size === 0 && (
            <Notice tone="bad" className="mb-4">
              {refusal.message}
            </Notice>
          )}
          <h2 className="sr-only">Steps</h2>
          <Entrance sequence={sequence} words={triggerWords(sequence.settings, choices.names)} />
          <StepOutline steps={steps} list="steps" prefix="" label="Steps" />
          <p className="mt-3 flex justify-center">
            <span className="inline-flex items-center gap-2 rounded-full bg-surface-sunken px-3 py-1 text-text-quiet">
              <Flag aria-hidden className="size-4" />
              Completed
            </span>
          </p>
          <p className="mt-4 text-xs text-text-quiet">
            On a step’s heading: ↑ ↓ walk, Delete deletes. Alt with ↑ ↓ moves it, Alt with → ← moves it into the step
            beside it and out again.
          </p>
          <RawJson />
          <p role="status" className="sr-only">
            {said}
          </p>
          {removed && (
            <div className="fixed inset-x-0 bottom-20 z-40 flex justify-center px-4 md:bottom-6">
              <div className="flex items-center gap-2 rounded border border-line bg-surface-raised py-1.5 pr-1.5 pl-4 shadow-float">
                <p className="min-w-0 truncate">Deleted “{stepTitle(removed.step, choices.names)}”</p>
                <Button type="button" data-undo onClick={() => editor.edit({ do: 'insert', ...removed })}>
                  <Undo2 aria-hidden />
                  Undo
                </Button>
                <Button type="button" look="quiet" onClick={editor.forgetRemoved}>
                  Dismiss
                </Button>
              </div>
            </div>
          )}
        </Form>
        <div className="sticky top-6 hidden xl:block">
          {selected?.kind === 'email' ? (
            <MailPreview step={selected} sender={sender} />
          ) : (
            <p className="card border-dashed p-6 text-center text-text-quiet">
              Open an email to see it as your readers will.
            </p>
          )}
        </div>
      </div>
    </EditorWorldProvider>
  );
}

/** How people come in. */
function Entrance({ sequence, words }: { sequence: Sequence; words: readonly string[] }): ReactNode {
  return (
    <div className="card flex items-center gap-3 border-dashed p-3">
      <span className="grid size-8 flex-none place-items-center rounded-full bg-good-soft text-good">
        <UserPlus aria-hidden className="size-4" />
      </span>
      <p className="min-w-0 flex-1">
        <span className="block font-medium">
          {words.length === 0 ? 'A person is added' : `When somebody ${words.join(', or ')}`}
        </span>
        <span className="text-text-quiet">
          {words.length === 0 ? 'By you, with a list, or over the API' : 'Or when you add them, or the API does'}
          {' · '}
          <Link to={`/sequences/${sequence.id}/settings`} className="link">
            Change triggers
          </Link>
        </span>
      </p>
    </div>
  );
}

function SaveState({ autosave: { state, saveNow } }: { autosave: Autosave }) {
  const looks = {
    saved: { icon: CircleCheck, words: 'The draft is saved' },
    dirty: { icon: LoaderCircle, words: 'Saving soon' },
    saving: { icon: LoaderCircle, words: 'Saving' },
    failed: { icon: CircleAlert, words: 'Not saved yet: fill in or put right what is marked' },
  } as const;
  const { icon: Icon, words } = looks[state];
  return (
    <p className={`flex items-center gap-2 ${state === 'failed' ? 'text-bad' : 'text-text-quiet'}`}>
      <Icon aria-hidden className="size-4 flex-none" />
      <span role="status">{words}</span>
      {state === 'failed' && (
        <Button type="button" onClick={saveNow}>
          Try again
        </Button>
      )}
    </p>
  );
}
