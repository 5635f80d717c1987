import type { ListUse } from '@dripemails/contracts';

/** Something that would be wrong without what it names. */
export type Use = ListUse['usedBy'][number];

/** So many are named; who takes them out there is told the rest then. */
const NAMED = 10;

const WORDS: Record<Use['kind'], string> = {
  draft: 'the draft of the sequence',
  version: 'the published version of the sequence',
  segment: 'the segment',
  form: 'the form',
  import: 'the unfinished import of',
  export: 'the unfinished export as',
  operation: 'the unfinished work',
};

/** The uses as the object of a sentence: "the segment 'Pros', the form 'Newsletter'". */
export function useWords(uses: readonly Use[]): string {
  const named = uses.slice(0, NAMED).map(({ kind, name }) => `${WORDS[kind]} '${name}'`);
  const rest = uses.length - named.length;
  return [...named, ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}
