import { DomainError } from '../errors.js';
import { isTimeZone } from '../schedule/add-wait.js';
import { customFieldOf } from '../subscriber/custom-field-target.js';
import { parseEmailAddress } from '../subscriber/email-address.js';
import { parseFieldValue, type FieldDefinition, type JsonValue } from '../subscriber/field-value.js';
import { parseLocale } from '../subscriber/locale.js';
import type { ColumnMapping } from './column-mapping.js';
import { wellFormed } from './well-formed.js';

/** What a valid row says of a person; an empty cell says nothing. */
export interface ImportedPerson {
  readonly email: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly timeZone: string | null;
  readonly locale: string | null;
  readonly fields: Readonly<Record<string, JsonValue>>;
}
interface Draft {
  email: string;
  firstName: string | null;
  lastName: string | null;
  timeZone: string | null;
  locale: string | null;
  fields: Record<string, JsonValue>;
}

/** The person of a row, or why it is rejected, in words with the cure. */
export type ReadImportRow = (cells: readonly string[]) => ImportedPerson | { readonly rejected: string };

const LIMIT = { name: 200, known: 2000 } as const;
const TEXT_LIMIT = 2000;

/**
 * Prepares the reading of a file's rows: what each column is gets decided once, because there may be millions of rows.
 * @param fields the custom fields that there are; a field without a definition is text
 */
export function importRowReader(
  header: readonly string[],
  mapping: ColumnMapping,
  fields: readonly FieldDefinition[],
): ReadImportRow {
  const columns = header.flatMap((column, at) => {
    const target = Object.hasOwn(mapping, column) ? (mapping[column] ?? 'ignore') : 'ignore';
    return target === 'ignore' ? [] : [{ at, take: taker(column, target, fields) }];
  });
  return (cells) => {
    const draft: Draft = { email: '', firstName: null, lastName: null, timeZone: null, locale: null, fields: {} };
    for (const { at, take } of columns) {
      const value = (cells[at] ?? '').trim();
      if (value === '') continue;
      const problem = take(draft, value);
      if (problem !== null) return { rejected: problem };
    }
    if (draft.email === '') return { rejected: 'The email address is missing.' };
    try {
      draft.email = parseEmailAddress(draft.email);
      return draft;
    } catch (error) {
      if (error instanceof DomainError) return { rejected: error.message };
      throw error;
    }
  };
}

/** Puts a cell into the draft; answers why it cannot be taken. */
type Take = (draft: Draft, value: string) => string | null;

function taker(column: string, target: string, fields: readonly FieldDefinition[]): Take {
  const named = `Column '${column.slice(0, 100)}'`;
  const nul = `${named} holds a NUL character: remove it.`;
  const field = customFieldOf(target);
  const take = field === null ? TAKE[target as keyof typeof TAKE](named) : takeField(named, field, fields);
  return (draft, value) => (value.includes('\u0000') ? nul : take(draft, value));
}

function takeField(named: string, name: string, fields: readonly FieldDefinition[]): Take {
  const definition = fields.find((field) => field.name === name) ?? { name, type: 'text', choices: [] };
  if (definition.type === 'text') {
    return (draft, value) => {
      if (value.length > TEXT_LIMIT) return `${named} has more than ${TEXT_LIMIT} characters.`;
      draft.fields[name] = wellFormed(value);
      return null;
    };
  }
  return (draft, value) => {
    const parsed = parseFieldValue(definition, value, 'text');
    if ('problem' in parsed) return `${named} holds '${value.slice(0, 60)}'. ${parsed.problem}`;
    if (parsed.value !== null) draft.fields[name] = parsed.value;
    return null;
  };
}

const TAKE = {
  email: () => (draft: Draft, value: string) => {
    if (/[\p{Cc}\p{Cf}]/u.test(value)) return 'The email address holds characters that cannot be seen: type it again.';
    draft.email = value;
    return null;
  },
  firstName: (named: string) => takeText(named, 'firstName', LIMIT.name),
  lastName: (named: string) => takeText(named, 'lastName', LIMIT.name),
  locale: (named: string) => {
    const parsed = remembered(parseLocale);
    return (draft: Draft, value: string) => {
      const locale = parsed(value);
      if (locale === null)
        return `${named} holds '${value.slice(0, 60)}', which is no language tag: write one such as de or pt-BR.`;
      draft.locale = locale;
      return null;
    };
  },
  timeZone: () => {
    const known = remembered(isTimeZone);
    return (draft: Draft, value: string) => {
      if (!known(value))
        return `The time zone '${value.slice(0, 60)}' is unknown: write an IANA name such as Europe/Paris.`;
      draft.timeZone = value;
      return null;
    };
  },
} as const;

/** A look at the calendar of a zone, or at a language, is dear, and a million people share a few hundred of them. */
function remembered<T>(look: (value: string) => T): (value: string) => T {
  const known = new Map<string, T>();
  return (value) => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const found = look(value);
    if (known.size < LIMIT.known) known.set(value, found);
    return found;
  };
}

function takeText(named: string, key: 'firstName' | 'lastName', limit: number): Take {
  return (draft, value) => {
    if (value.length > limit) return `${named} has more than ${limit} characters.`;
    draft[key] = wellFormed(value);
    return null;
  };
}
