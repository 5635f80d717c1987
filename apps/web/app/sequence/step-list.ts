import type { Step } from '@dripemails/contracts';

/** One change of the ordered steps. Positions count from 0; `at` of an insertion is the position the new step will have. */
export type StepEdit =
  | { do: 'add'; kind: Step['kind']; at: number }
  | { do: 'move'; from: number; to: number }
  | { do: 'remove'; at: number }
  | { do: 'replace'; at: number; step: Step }
  | { do: 'insert'; at: number; step: Step };

/** The list after `edit`; positions outside of it change nothing. */
export function applyEdit(steps: readonly Step[], edit: StepEdit, newId: () => string = newStepId): Step[] {
  const next = [...steps];
  switch (edit.do) {
    case 'add':
      next.splice(edit.at, 0, newStep(edit.kind, newId()));
      return next;
    case 'insert':
      next.splice(edit.at, 0, edit.step);
      return next;
    case 'remove':
      if (steps[edit.at]) next.splice(edit.at, 1);
      return next;
    case 'replace':
      if (steps[edit.at]) next[edit.at] = edit.step;
      return next;
    case 'move': {
      const moved = steps[edit.from];
      if (!moved || edit.to < 0 || edit.to >= steps.length) return next;
      next.splice(edit.from, 1);
      next.splice(edit.to, 0, moved);
      return next;
    }
  }
}

function newStep(kind: Step['kind'], id: string): Step {
  if (kind === 'wait') return { id, kind, for: { amount: 1, unit: 'days' } };
  return {
    id,
    kind,
    subject: 'New email',
    html: '<p>Hello {{ subscriber.firstName | default: "there" }},</p>\n<p></p>',
  };
}

/** Ids only have to be unique within a sequence. `crypto.randomUUID` is missing on pages served without TLS from another host. */
export function newStepId(): string {
  return `s${Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )}`;
}

/** The edit that a button of the editor stands for, as its value travels in a form: `add:email:2`, `up:3`, `down:0`, `remove:1`. */
export function parseEdit(intent: string): StepEdit | null {
  const [verb, ...rest] = intent.split(':');
  const digits = rest.at(-1) ?? '';
  const at = Number(digits);
  if (!/^\d{1,4}$/.test(digits)) return null;
  if (verb === 'add' && (rest[0] === 'email' || rest[0] === 'wait')) return { do: 'add', kind: rest[0], at };
  if (verb === 'up') return { do: 'move', from: at, to: at - 1 };
  if (verb === 'down') return { do: 'move', from: at, to: at + 1 };
  if (verb === 'remove') return { do: 'remove', at };
  return null;
}
