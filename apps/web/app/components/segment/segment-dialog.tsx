import type { Segment } from '@dripemails/contracts';
import { number, people } from '../../words/count';
import { SelectField } from '../field';
import { Notice } from '../notice';
import { QuestionDialog } from '../question-dialog';
import type { Named } from '../sequence-editor/editor-world';

interface SegmentDialogProps {
  ask: string | null;
  segment: Segment;
  /** Sequences that take people. */
  sequences: readonly Named[];
}

/** Deleting a segment, and adding its people to a sequence. */
export function SegmentDialog({ ask, segment, sequences }: SegmentDialogProps) {
  if (ask === 'delete')
    return (
      <QuestionDialog
        title={`Delete ${segment.name}?`}
        action={`/segments/${segment.id}`}
        intent="delete"
        submit="Delete the segment"
        busy="Deleting…"
        look="danger"
      >
        <p>Nobody is deleted, and whoever is in a sequence stays in it. Published sequences keep the rule they had.</p>
      </QuestionDialog>
    );
  if (ask !== 'enroll') return null;
  return (
    <QuestionDialog
      title={`Add ${segment.name} to a sequence`}
      action={`/segments/${segment.id}`}
      intent="enroll"
      submit="Add the people"
      busy="Adding…"
      blocked={sequences.length === 0}
    >
      {sequences.length === 0 ? (
        <Notice>No sequence is active. Activate one first.</Notice>
      ) : (
        <>
          <SelectField id="enroll-sequence" name="sequence" label="Sequence">
            {sequences.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <p className="text-text-quiet">
            {segment.count === null || segment.mailable === null
              ? 'Everybody who fits the rule starts now.'
              : `${people(segment.count)} fit it, ${number(segment.mailable)} of them can be mailed and start now.`}{' '}
            Left out: whoever is in it already, and whoever cannot be mailed.
          </p>
        </>
      )}
    </QuestionDialog>
  );
}
