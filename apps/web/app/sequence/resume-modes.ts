import type { ResumeSequence } from '@dripemails/contracts';

export type ResumeMode = ResumeSequence['mode'];

/** How waits count after a pause, of a sequence or of one person, each with what choosing it does. */
export const resumeModes: readonly { mode: ResumeMode; label: string; hint: string }[] = [
  {
    mode: 'freeze',
    label: 'Go on where it stopped',
    hint: 'The time of the pause does not count: whoever had 2 days left, still has 2 days left.',
  },
  {
    mode: 'keepClock',
    label: 'Keep the dates',
    hint: 'Due dates stand as if there had been no pause. Mail that fell due meanwhile goes out at once, or when its window opens.',
  },
  {
    mode: 'skipOverdue',
    label: 'Keep the dates, skip what is overdue',
    hint: 'Due dates stand. Mail that fell due meanwhile is never sent; it goes on with what comes after.',
  },
];

export const resumeModeOf = (given: string): ResumeMode =>
  resumeModes.find(({ mode }) => mode === given)?.mode ?? 'freeze';
