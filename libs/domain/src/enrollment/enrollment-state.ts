/** State of one person in one sequence: `held` waits for a cause to go away, `paused` for an operator. */
export type EnrollmentState = 'active' | 'held' | 'paused' | 'ended';

/** How an enrollment ended. */
export type EnrollmentOutcome =
  'completed' | 'replied' | 'unsubscribed' | 'bounced' | 'complained' | 'goal' | 'stopped' | 'erased' | 'exited';
