import type { Sequence } from '@dripemails/contracts';
import { count, listing, number, people } from '../words/count';

/** One sentence that says what the sequence is doing. */
export function sequenceSituation({ state, version, counts, hasUnpublishedChanges }: Sequence): string {
  const inIt = counts.active + counts.held + counts.paused;
  const apart = [
    ...(counts.held > 0 ? [`${number(counts.held)} held`] : []),
    ...(counts.paused > 0 ? [`${number(counts.paused)} paused`] : []),
  ];
  const who = `${people(inIt)} in it${apart.length > 0 ? `, ${listing(apart)}` : ''}`;
  const edits = hasUnpublishedChanges && version !== null ? ' Your draft has changes that are not published yet.' : '';
  switch (state) {
    case 'draft':
      if (version === null) return 'A draft: nobody gets mail from it until it is published and active.';
      return `Version ${version} is published. Activate it, then add people.${edits}`;
    case 'active':
      if (inIt === 0)
        return `${
          counts.ended === 0
            ? 'Nobody is in it yet.'
            : `Nobody is in it now: ${people(counts.ended)} ${counts.ended === 1 ? 'is' : 'are'} through, ${count(
                counts.sent,
                'mail',
              )} sent.`
        }${edits}`;
      return `${who}, ${count(counts.sent, 'mail')} sent.${edits}`;
    case 'paused':
      return `Paused: nobody gets mail from it. ${who}.${edits}`;
    case 'archived':
      return `Archived: nobody can be added. ${count(counts.sent, 'mail')} were sent.`;
  }
}
