import type { WebhookSecret } from '@dripemails/contracts';
import type { Actor } from '../actor.js';
import type { WebhookCaller } from './webhook-port.js';

/** The key with which a receiver checks that a webhook comes from this workspace. */
export class GetWebhookSecret {
  constructor(private readonly ports: { readonly webhooks: Pick<WebhookCaller, 'secretOf'> }) {}

  execute(actor: Actor): WebhookSecret {
    return { secret: this.ports.webhooks.secretOf(actor.workspaceId) };
  }
}
