import type { PublishResult, Sequence, SequenceStats, Step } from '@dripemails/contracts';
import { Form } from '@remix-run/react';
import { CircleAlert, CircleCheck, Flag, LoaderCircle, Undo2, UserPlus } from 'lucide-react';
import { Fragment, useRef } from 'react';
import { errorsByStep } from '../../sequence/step-form';
import { stepTitle } from '../../sequence/wait-words';
import type { Refusal } from '../../session/refusal';
import { number } from '../../words/count';
import { Button } from '../button';
import { Notice } from '../notice';
import { AddAtEnd, AddBetween } from './add-step';
import { EmailCard } from './email-card';
import { MailPreview, type Sender } from './mail-preview';
import { useAutosave, type Autosave } from './use-autosave';
import { useStepEditor } from './use-step-editor';
import { WaitCard } from './wait-card';

interface SequenceEditorProps {
  sequence: Sequence;
  /** The steps of a form that the server refused, when it was sent without JavaScript. */
  refused?: { steps: readonly Step[]; refusal: Refusal } | undefined;
  stats: SequenceStats | null;
  problems: PublishResult['problems'];
  sender: Sender;
}

/** The sequence from top to bottom, like a letter. One form: with JavaScript it saves itself, without it every button sends it. */
export function SequenceEditor({ sequence, refused, stats, problems, sender }: SequenceEditorProps) {
  const form = useRef<HTMLFormElement>(null);
  const editor = useStepEditor(refused?.steps ?? sequence.steps);
  const autosave = useAutosave(editor.steps, form);
  const { steps, openId, removed, said } = editor;
  const refusal = autosave.refusal ?? (autosave.state === 'saved' ? refused?.refusal : undefined);
  const refusedSteps = errorsByStep(refusal?.fields ?? {});
  const selected = steps.find(({ id }) => id === openId);

  const problemsOf = (step: Step, index: number) => [
    ...(refusedSteps.get(index) ?? []),
    ...problems.filter(({ stepId }) => stepId === step.id).map(({ message }) => message),
  ];
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
    <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_26rem]">
      <Form
        ref={form}
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
        {refusal && refusedSteps.size === 0 && (
          <Notice tone="bad" className="mb-4">
            {refusal.message}
          </Notice>
        )}
        <h2 className="sr-only">Steps</h2>
        <ol role="list" aria-label="Steps">
          <li className="card flex items-center gap-3 border-dashed p-3">
            <span className="grid size-8 flex-none place-items-center rounded-full bg-good-soft text-good">
              <UserPlus aria-hidden className="size-4" />
            </span>
            <p>
              <span className="block font-medium">A person is added</span>
              <span className="text-text-quiet">By you, with a list, or over the API</span>
            </p>
          </li>
          {steps.map((step, index) => (
            <Fragment key={step.id}>
              <AddBetween at={index} editor={editor} />
              {step.kind === 'email' ? (
                <EmailCard
                  {...{
                    step,
                    index,
                    editor,
                    sender,
                    count: steps.length,
                    problems: problemsOf(step, index),
                    live: liveOf(step),
                  }}
                />
              ) : (
                <WaitCard
                  {...{
                    step,
                    index,
                    editor,
                    count: steps.length,
                    problems: problemsOf(step, index),
                    live: liveOf(step),
                  }}
                />
              )}
            </Fragment>
          ))}
          <AddAtEnd at={steps.length} editor={editor} />
          <li className="flex flex-col items-center">
            <span aria-hidden className="h-5 w-px bg-line-strong" />
            <span className="inline-flex items-center gap-2 rounded-full bg-surface-sunken px-3 py-1 text-text-quiet">
              <Flag aria-hidden className="size-4" />
              Completed
            </span>
          </li>
        </ol>
        <p role="status" className="sr-only">
          {said}
        </p>
        {removed && (
          <div className="fixed inset-x-0 bottom-20 z-40 flex justify-center px-4 md:bottom-6">
            <div className="flex items-center gap-2 rounded border border-line bg-surface-raised py-1.5 pr-1.5 pl-4 shadow-float">
              <p className="min-w-0 truncate">Deleted “{stepTitle(removed.step)}”</p>
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
  );
}

function SaveState({ autosave: { state, saveNow } }: { autosave: Autosave }) {
  const looks = {
    saved: { icon: CircleCheck, words: 'The draft is saved' },
    dirty: { icon: LoaderCircle, words: 'Saving soon' },
    saving: { icon: LoaderCircle, words: 'Saving' },
    failed: { icon: CircleAlert, words: 'Not saved: put right what is marked' },
  } as const;
  const { icon: Icon, words } = looks[state];
  return (
    <p className={`flex items-center gap-2 ${state === 'failed' ? 'text-bad' : 'text-text-quiet'}`}>
      <Icon aria-hidden className="size-4" />
      <span role="status">{words}</span>
      {state === 'failed' && (
        <Button type="button" onClick={saveNow}>
          Try again
        </Button>
      )}
    </p>
  );
}
