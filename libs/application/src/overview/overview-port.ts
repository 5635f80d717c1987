/** Numbers for the first page; instants are real ms. */
export interface OverviewNumbers {
  readonly subscribers: {
    readonly total: number;
    readonly active: number;
    readonly unsubscribed: number;
    readonly bounced: number;
  };
  readonly enrollments: {
    readonly active: number;
    readonly held: number;
    readonly paused: number;
    readonly ended: number;
    readonly completed: number;
  };
  readonly messages: {
    readonly queued: number;
    readonly sent: number;
    readonly failed: number;
    readonly unknown: number;
    readonly sentLastDay: number;
  };
  readonly sequences: { readonly draft: number; readonly active: number; readonly paused: number };
  readonly dueBefore: number;
  readonly failedImports: number;
  /** People who asked for their data, or to be erased, and have no answer. */
  readonly privacyRequestsWaiting: number;
  /** Sent mails counted from each of these instants to the next. */
  readonly sentPerBucket: readonly number[];
}

export interface OverviewReader {
  /** @param buckets start instants of the days to count, ascending, with the end of the last as the final element */
  read(
    workspaceId: string,
    at: { lastDay: number; nextDay: number; buckets: readonly number[] },
  ): Promise<OverviewNumbers>;
}
