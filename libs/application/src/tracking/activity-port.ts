/** The mail that somebody opened or clicked in, and whose it is. */
export interface ActivityTarget {
  readonly messageRowId: string;
  readonly workspaceId: string;
  readonly subscriberId: string;
  readonly enrollmentId: string | null;
  readonly stepId: string | null;
  readonly subject: string;
}

/** An opened or clicked mail, to be written down. */
export interface NewActivity {
  readonly kind: 'opened' | 'clicked';
  /** What happened, and the address that was followed. */
  readonly what: string;
  readonly why: string | null;
  /** `url` of a click is what conditions compare with their link. */
  readonly properties: { readonly url?: string; readonly userAgentKind: 'person' | 'proxy' };
  /** Real ms. */
  readonly at: number;
  /** Real ms: the same activity (kind, message, url) after this instant makes this one no news. */
  readonly unlessSince: number;
}

export interface ActivityRecorder {
  /**
   * Writes an activity down and notices it as a fact, in one transaction. Of several at the same time one counts.
   * @returns the live enrollments that wait for it, to be told; null when it was no news and nothing was written
   */
  record(target: ActivityTarget, activity: NewActivity): Promise<readonly string[] | null>;
}
