import type { Step, Workspace } from '@dripemails/contracts';
import { createContext, useContext } from 'react';
import type { StepError } from '../../sequence/step-form';
import type { placedSteps } from '../../sequence/step-tree';
import { stepTitle, type Names } from '../../sequence/step-words';
import type { StepEditor } from './use-step-editor';

export interface Named {
  id: string;
  name: string;
}

/** What a sequence can point at beside itself. */
export interface Found {
  lists: readonly Named[];
  segments: readonly Named[];
  sequences: readonly Named[];
  forms: readonly Named[];
  /** The sequence itself, which it cannot point at but may name. */
  own?: Named | undefined;
  /** Whether that is all that there is. */
  isWhole?: boolean;
}

/** What conditions and steps can point at. */
export interface Choices extends Found {
  /** The mails of this sequence. */
  emails: readonly Named[];
  names: Names;
  /** Id of the `<datalist>` with the names of fields, where there is one. */
  fieldsId?: string;
}

export type Sender = Pick<Workspace, 'sender' | 'postalAddress'>;

/** With the mails of the sequence itself, and the names of all. */
export function choicesOf(found: Found, placed: ReturnType<typeof placedSteps>): Choices {
  const { lists, segments, sequences, forms, own, isWhole } = found;
  const emails = placed.flatMap(({ step, place }) =>
    step.kind === 'email' ? [{ id: step.id, name: `${place} ${stepTitle(step)}` }] : [],
  );
  const all = [...lists, ...segments, ...sequences, ...forms, ...emails, ...(own ? [own] : [])];
  const names = Object.assign(new Map(all.map(({ id, name }) => [id, name])), { isWhole: isWhole === true });
  return { lists, segments, sequences, forms, emails, names };
}

/** All that the cards of a sequence share, however deep they stand. */
export interface EditorWorld {
  editor: StepEditor;
  choices: Choices;
  sender: Sender;
  /** What the API refused about the step at this path. */
  errorsAt(path: string): readonly StepError[];
  /** What would stand in the way of publishing. */
  problemsOf(stepId: string): readonly string[];
  /** What is happening at this step now, such as "60 waiting here". */
  liveOf(step: Step): string | undefined;
}

const WorldContext = createContext<EditorWorld | null>(null);
export const EditorWorldProvider = WorldContext.Provider;

export function useEditorWorld(): EditorWorld {
  const world = useContext(WorldContext);
  if (!world) throw new Error('A part of the sequence editor is used outside of it');
  return world;
}

/** With JavaScript a button changes the page at once; without, the form goes to the server, which does the same change. */
export function instead(change: () => void) {
  return (event: { preventDefault(): void }) => {
    event.preventDefault();
    change();
  };
}
