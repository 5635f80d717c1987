/** One call of a webhook; `id` is the same on every try. */
export interface WebhookCall {
  readonly workspaceId: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly id: string;
  readonly body: string;
  /** Real ms. */
  readonly at: number;
}

/** `retry`: the endpoint may answer otherwise later; `failed`: it will not. `detail` holds no personal data of ours. */
export interface WebhookOutcome {
  readonly kind: 'ok' | 'retry' | 'failed';
  readonly status: number | null;
  readonly detail: string;
  /** When the endpoint wants to be asked again; real ms from now. */
  readonly retryAfterMs?: number | undefined;
}

/** Calls other people's web servers, signed (Standard Webhooks), and never into the private network. */
export interface WebhookCaller {
  call(call: WebhookCall): Promise<WebhookOutcome>;
  /** Why an http or https address can never be called, as far as it tells by itself, with the cure; null when it may be. */
  problemOf(url: string): string | null;
  /** The key that a workspace's calls are signed with, for whoever checks them: `whsec_…`. */
  secretOf(workspaceId: string): string;
}
