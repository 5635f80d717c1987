import type { EnrollmentAction } from '@dripemails/contracts';
import {
  type Decision,
  DomainError,
  findStep,
  personPausedSince,
  rewindTo,
  type SequenceDefinition,
  shiftOnPersonResume,
  type StepNames,
  stepTitle,
  WorkspaceClock,
} from '@dripemails/domain';
import type { NewEvent } from '../event/event-port.js';
import type { WorkspaceRecord } from '../workspace/workspace-port.js';
import type { EnrollmentSnapshot, Standing } from './enrollment-port.js';

/** What an operator asks for. */
export type EnrollmentCommand = EnrollmentAction & {
  readonly reason?: string | undefined;
  /** With `skip`: the step that the operator saw as next. */
  readonly stepId?: string | undefined;
};

/** What a command is carried out on. */
export interface CommandContext {
  readonly row: EnrollmentSnapshot;
  readonly definition: SequenceDefinition;
  readonly workspace: WorkspaceRecord;
  /** What would come next if nothing held the person. */
  readonly ahead: Decision;
  /** Steps whose mails went out, or may have; read for a rewind or a retry. */
  readonly sent: readonly string[];
  /** What the version names; null where it names nothing. */
  readonly names: StepNames | null;
  /** Real ms. */
  readonly now: number;
}
export interface NewStanding {
  readonly standing: Standing;
  readonly event: NewEvent;
}

/**
 * The standing after a command; null when it holds already.
 * @throws DomainError `enrollment.wrong_state`, `input.invalid` when the command does not fit
 */
export function standingAfter(command: EnrollmentCommand, context: CommandContext): NewStanding | null {
  const { row } = context;
  if (row.state === 'ended') {
    if (command.do === 'stop') return null;
    throw new DomainError(
      'enrollment.wrong_state',
      `The enrollment has ended (${row.outcome ?? 'stopped'}). Enroll the subscriber again to go on.`,
    );
  }
  switch (command.do) {
    case 'pause':
      return pause(command, context);
    case 'resume':
      return row.state === 'active' ? null : resume(command.mode, command.reason, context);
    case 'stop': {
      const reason = command.reason?.trim() || null;
      return {
        standing: { ...row, state: 'ended', outcome: 'stopped', reason, pausedAt: null, notBefore: null },
        event: eventOf(command, context, 'stopped', 'Stopped by an operator', null),
      };
    }
    case 'skip':
      return skip(command, context);
    case 'rewind':
      return rewind(command, context);
    case 'due':
      return changeDue(command, context);
    case 'approve':
      return approve(command, context);
    case 'retry':
      return retry(command, context);
  }
}

function pause(command: EnrollmentCommand, context: CommandContext): NewStanding | null {
  const { row, now } = context;
  if (row.state === 'paused') return null;
  const reason = command.reason?.trim() || null;
  return {
    standing: {
      ...row,
      state: 'paused',
      pausedAt: personPausedSince(now, row.sequencePausedAt, row.anchorAt),
      reason: reason === null ? 'Paused by an operator' : `Paused by an operator: ${reason}`,
      notBefore: null,
    },
    event: eventOf(command, context, 'paused', 'Paused by an operator', null),
  };
}

function resume(
  mode: 'freeze' | 'keepClock' | 'skipOverdue',
  reason: string | undefined,
  context: CommandContext,
): NewStanding {
  const { row, now } = context;
  const pauses = { personSince: row.pausedAt ?? now, sequenceSince: row.sequencePausedAt, anchorAt: row.anchorAt };
  const shift = mode === 'freeze' && row.pausedAt !== null ? shiftOnPersonResume(pauses, now) : 0;
  return {
    standing: {
      ...running(row),
      anchorAt: row.anchorAt + shift,
      shiftedBy: row.shiftedBy + shift,
      skipBefore: mode === 'skipOverdue' ? now : row.skipBefore,
    },
    event: eventOf({ reason }, context, 'resumed', 'Resumed by an operator', null),
  };
}

function skip(command: EnrollmentCommand, context: CommandContext): NewStanding {
  const { row, ahead, now, definition } = context;
  const step = nextStepOf(context);
  if (command.stepId !== undefined && command.stepId !== step) {
    throw new DomainError(
      'enrollment.wrong_state',
      `The next step is '${step}' by now. Look again before you skip it.`,
      [{ path: 'stepId', message: `The next step is '${step}'.` }],
    );
  }
  const passed = 'passed' in ahead ? ahead.passed : [];
  const isEventWait = findStep(definition.steps, step)?.kind === 'waitForEvent';
  return {
    standing: {
      ...(row.state === 'held' ? running(row) : row),
      done: [...row.done, ...passed, step],
      choices: isEventWait ? { ...row.choices, [step]: 'onTimeout' } : row.choices,
      anchorAt: now,
      shiftedBy: 0,
      notBefore: null,
      dueOverride: null,
      awaiting: null,
    },
    event: eventOf(command, context, 'skipped', `Skipped ${titleOf(context, step)} for an operator`, step),
  };
}

function rewind(command: Extract<EnrollmentCommand, { do: 'rewind' }>, context: CommandContext): NewStanding {
  const { row, definition, now, sent } = context;
  const rewound = rewindTo(definition, row, command.stepId, { resend: command.resend, sent });
  if (rewound === null) {
    const message = `Version ${definition.version}, which this person is on, has no step '${command.stepId}'.`;
    throw new DomainError('input.invalid', message, [{ path: 'stepId', message }]);
  }
  const words = command.resend ? ', to send its mails again' : '';
  const what = `Sent back to ${titleOf(context, command.stepId)}${words}`;
  return {
    standing: {
      ...(row.state === 'held' ? running(row) : row),
      ...rewound,
      anchorAt: now,
      shiftedBy: 0,
      notBefore: null,
      skipBefore: null,
      dueOverride: null,
      awaiting: null,
    },
    event: eventOf(command, context, 'rewound', what, command.stepId),
  };
}

function changeDue(command: Extract<EnrollmentCommand, { do: 'due' }>, context: CommandContext): NewStanding {
  const { row, workspace, now } = context;
  const step = nextStepOf(context);
  const at = Math.max(now, new WorkspaceClock(workspace.clock).toReal(Date.parse(command.at)));
  return {
    standing: { ...row, notBefore: null, dueOverride: { step, at } },
    event: eventOf(command, context, 'rescheduled', `${titleOf(context, step)} is due at another time`, step),
  };
}

function approve(command: Extract<EnrollmentCommand, { do: 'approve' }>, context: CommandContext): NewStanding {
  const { row, now } = context;
  if (row.awaiting === null)
    throw new DomainError('enrollment.wrong_state', 'Nothing of this enrollment waits for an approval.');
  const step = nextStepOf(context);
  const what =
    command.use === 'revised' ? 'Approved the mail as revised by AI' : 'Declined the revision; the original is used';
  return {
    standing: { ...running(row), done: [...row.done, step], anchorAt: now, shiftedBy: 0, awaiting: null },
    event: eventOf(command, context, 'approved', what, step),
  };
}

/** A refused mail is tried again; one of which nobody knows is sent again, on purpose. */
function retry(command: EnrollmentCommand, context: CommandContext): NewStanding {
  const { row } = context;
  if (row.state === 'held') return resume('keepClock', command.reason, context);
  const { message } = row;
  if (message?.state === 'unknown')
    return rewind({ ...command, do: 'rewind', stepId: message.stepId, resend: true }, context);
  throw new DomainError('enrollment.wrong_state', 'Nothing failed here: no mail was refused or is of unknown outcome.');
}

const running = (row: Standing): Standing => ({
  ...row,
  ...{ state: 'active', outcome: null, reason: null, pausedAt: null, parkedAt: null, notBefore: null },
});

function nextStepOf({ ahead }: CommandContext): string {
  const step = ahead.do === 'end' ? null : ahead.step;
  if (step === null)
    throw new DomainError(
      'enrollment.wrong_state',
      'No step is waited for: the sequence is about to end for this person.',
    );
  return step;
}

function titleOf({ definition, names }: CommandContext, stepId: string): string {
  const step = findStep(definition.steps, stepId);
  return step === undefined ? `step '${stepId}'` : stepTitle(step, names);
}

function eventOf(
  command: { readonly reason?: string | undefined },
  { now }: CommandContext,
  kind: NewEvent['kind'],
  what: string,
  stepId: string | null,
): NewEvent {
  return { kind, stepId, messageId: null, what, why: command.reason?.trim() || null, at: now };
}
