export { HuggingFaceReviser, type HuggingFaceOptions } from './ai/hugging-face-reviser.js';
export { HttpWebhookCaller, webhookSecret, type WebhookCallerOptions } from './webhook/http-webhook-caller.js';
