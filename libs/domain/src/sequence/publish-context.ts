import type { FieldDefinition } from '../subscriber/field-value.js';
import type { Reentry, Trigger } from './sequence-definition.js';
import type { SequenceState } from './sequence-state.js';
import type { Step } from './step.js';

/** What the checks of a publish have to know about the rest of the workspace. */
export interface PublishContext {
  readonly sequenceId: string;
  readonly lists: ReadonlySet<string>;
  readonly topics: ReadonlySet<string>;
  readonly forms: ReadonlySet<string>;
  /** The custom fields; those that the steps themselves name first are made by the publish. */
  readonly fields: readonly FieldDefinition[];
  readonly sequences: ReadonlyMap<
    string,
    {
      name: string;
      state: SequenceState;
      steps: readonly Step[];
      triggers: readonly Trigger[];
      /** Where it is unknown, people are taken to be let in again and again. */
      reentry?: Reentry | undefined;
    }
  >;
  /** Why no mail can be revised by AI here; null when it can. */
  readonly aiProblem: string | null;
}
