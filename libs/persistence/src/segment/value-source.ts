import { FOLDED_LETTERS, isStorableText, LONGEST_NUMBER, NUMBER_PATTERN } from '@dripemails/domain';
import type { SqlParams } from './sql-params.js';

/** White space as the domain takes it away around numbers and dates. */
export const WHITE_SPACE = "E' \\t\\n\\r\\f\\x0B'";

/** A value that is compared, in the forms that comparisons need; each is null where the value has no such form. */
export interface ValueSource {
  /** Whether it is absent, null or an empty text; never null itself. */
  readonly isMissing: string;
  /** What is no number by its type: a text, `true`, `false`. */
  readonly word: string;
  /** As a double: a number, or a text that reads as one. */
  readonly number: string;
  /** As JavaScript would print it. */
  readonly printed: string;
  /** A text that may be a date. */
  readonly text: string;
  /** Its text, whatever type it has: the cheapest form. */
  readonly raw: string;
}

/** A column of texts. */
export function textSource(column: string): ValueSource {
  return {
    isMissing: `(coalesce(${column}, '') = '')`,
    word: column,
    number: numberIn(column),
    printed: column,
    text: column,
    raw: column,
  };
}

/** A property of a JSON object, which may be of any type. */
export function propertySource(object: string, name: string, params: SqlParams): ValueSource {
  // nothing that is stored has such a name
  if (!isStorableText(name)) return textSource('null::text');
  const key = params.add(name, 'text');
  const raw = `(${object} ->> ${key})`;
  const type = `jsonb_typeof(${object} -> ${key})`;
  const number = `(${object} -> ${key})::float8`;
  return {
    isMissing: `(coalesce(${raw}, '') = '')`,
    word: `case when ${type} in ('string', 'boolean') then ${raw} end`,
    number: `case ${type} when 'number' then ${number} when 'string' then ${numberIn(raw)} end`,
    printed: `case ${type} when 'number' then ${printedNumber(number)} when 'string' then ${raw} when 'boolean' then ${raw} end`,
    text: `case when ${type} = 'string' then ${raw} end`,
    raw,
  };
}

function numberIn(text: string): string {
  return `case when length(${text}) <= ${LONGEST_NUMBER} and ${text} ~ '${NUMBER_PATTERN}' then btrim(${text}, ${WHITE_SPACE})::float8 end`;
}

/** A double as `String(number)` prints it: plain digits from a millionth up to 10^21, an exponent without zeros beyond. */
function printedNumber(number: string): string {
  return `(select case when n.value = 0 then '0'
    when abs(n.value) >= 1e-6 and abs(n.value) < 1e21 then trim_scale(n.value::text::numeric)::text
    else regexp_replace(n.value::text, 'e([+-])0+', 'e\\1') end from (values (${number})) n(value))`;
}

/** A text in lower case as the domain has it, see `foldCase`; ordered by code points. */
export function folded(text: string, params: SqlParams): string {
  const { upper, lower } = FOLDED_LETTERS;
  return `translate(${foldedAscii(text)}, ${params.add(upper, 'text')}, ${params.add(lower, 'text')})`;
}

/** As `folded`, for comparison with ASCII alone: no letter beyond it becomes one of ASCII. */
export function foldedAscii(text: string): string {
  return `lower((${text}) collate "C")`;
}
