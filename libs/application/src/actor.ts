/** Who acts, in which workspace. Every use case takes one first; the workspace in it bounds everything that it can see. */
export interface Actor {
  readonly workspaceId: string;
  readonly kind: 'user' | 'apiKey' | 'system';
  /** User or API key id; the name of the process for the system. */
  readonly id: string;
}
