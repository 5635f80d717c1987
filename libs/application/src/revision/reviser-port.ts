import type { FieldValues } from '../subscriber/subscriber-port.js';

/** A mail to revise: what stands in it is Liquid, as in the step. */
export interface ReviseRequest {
  readonly subject: string;
  readonly html: string;
  /** The marketer's words on what to change. */
  readonly instructions: string;
  /** Whom the mail is for; null when it is revised once for everybody. Data, never instructions. */
  readonly person: RevisedFor | null;
  readonly signal?: AbortSignal | undefined;
  /** Called every few seconds while the model works. */
  readonly onProgress?: (() => void) | undefined;
}

/** What the model is told of a person. */
export interface RevisedFor {
  readonly firstName: string | null;
  readonly locale: string | null;
  readonly fields: FieldValues;
}

export interface RevisedMail {
  readonly subject: string;
  readonly html: string;
  /** The model that wrote it. */
  readonly model: string;
}

/** Has a mail revised by a language model. Placeholders, links and layout of the answer are those of the original. */
export interface TextReviser {
  /** Whether an operator has set it up. */
  readonly isConfigured: boolean;
  /**
   * @throws ReviseError for all that the model or its server can do wrong
   * @throws the reason of `signal` once it is aborted
   */
  revise(request: ReviseRequest): Promise<RevisedMail>;
}

/**
 * `unavailable`: busy, loading, too slow or out of reach; another try may help. `refused`: the server does not want this
 * request or this key; an operator has to look. `unusable`: it answered, but nothing that can be mailed.
 */
export type ReviseFailure = 'unavailable' | 'refused' | 'unusable';

/** A revision that was not made. The message is for operators and holds no personal data. */
export class ReviseError extends Error {
  override readonly name = 'ReviseError';
  /** @param retryAfterMs when the server wants to be asked again, where it said so; real ms from now */
  constructor(
    readonly failure: ReviseFailure,
    message: string,
    readonly retryAfterMs: number | null = null,
  ) {
    super(message);
  }
}

/** What publishing says to an `aiRevise` step while nothing can carry it out; null when all is well. */
export function aiProblem(isConfigured: boolean): string | null {
  return isConfigured
    ? null
    : 'AI is not set up: set HF_TOKEN (or HF_ENDPOINT_URL for a server of your own) and restart, or remove this step';
}
