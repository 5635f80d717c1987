import type { Wait } from '../schedule/add-wait.js';
import type { JsonValue } from '../subscriber/field-value.js';

export type Scalar = string | number | boolean | null;

/** How the value of a field is compared; dates are ISO 8601, a date or an instant. */
export type FieldOperator =
  | 'is'
  | 'isNot'
  | 'contains'
  | 'startsWith'
  | 'endsWith'
  | 'oneOf'
  | 'greaterThan'
  | 'lessThan'
  | 'before'
  | 'after'
  | 'withinLast'
  | 'withinNext'
  | 'isSet'
  | 'isNotSet';

/** One property of an event and the value it must have. */
export interface PropertyMatch {
  readonly property: string;
  readonly op: Exclude<FieldOperator, 'withinLast' | 'withinNext'>;
  readonly value?: Scalar | readonly Scalar[] | undefined;
}

/** Which mails an activity is about: of one step, by one link, within a period before now. Absent means any. */
export interface ActivityMatch {
  readonly step?: string | undefined;
  readonly link?: string | undefined;
  readonly within?: Wait | undefined;
}

/**
 * A rule about one person: a branch, a goal, a segment. `field` names a custom field, or one of `email`, `firstName`,
 * `lastName`, `timeZone`, `locale`, `createdAt`.
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | {
      readonly field: string;
      readonly op: FieldOperator;
      readonly value?: Scalar | readonly Scalar[] | Wait | undefined;
    }
  | { readonly tag: string }
  | { readonly list: string }
  /** Those who are in a segment. It is replaced by the segment's rule before anybody is asked, see `expandSegments`. */
  | { readonly segment: string }
  | { readonly opened: ActivityMatch }
  | { readonly clicked: ActivityMatch }
  | { readonly replied: ActivityMatch }
  | {
      readonly event: string;
      readonly atLeast?: number | undefined;
      readonly atMost?: number | undefined;
      readonly within?: Wait | undefined;
      readonly where?: readonly PropertyMatch[] | undefined;
    };

/** What one person did, in workspace time: a custom event, or an activity on a mail. */
export interface PersonEvent {
  readonly kind: 'opened' | 'clicked' | 'replied' | 'custom';
  /** Name of a custom event; the kind otherwise. */
  readonly name: string;
  readonly at: number;
  readonly stepId: string | null;
  /** The sequence whose mail it is about. */
  readonly sequenceId: string | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** All that conditions can ask about one person. Instants in workspace time, ms. */
export interface Person {
  readonly email: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly timeZone: string | null;
  readonly locale: string | null;
  readonly createdAt: number;
  readonly fields: Readonly<Record<string, JsonValue>>;
  readonly tags: readonly string[];
  /** List id to the list's name. */
  readonly lists: Readonly<Record<string, string>>;
  /** Oldest first. */
  readonly events: readonly PersonEvent[];
}
