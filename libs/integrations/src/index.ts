export { HuggingFaceReviser, type HuggingFaceOptions } from './ai/hugging-face-reviser.js';
export { HttpWebhookCaller, type WebhookCallerOptions } from './webhook/http-webhook-caller.js';
export { webhookSecret } from './webhook/webhook-signature.js';
