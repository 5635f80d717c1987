import { ReviseError, type RevisedMail, type ReviseRequest, type TextReviser } from '@dripemails/application';
import { InferenceClient, PROVIDERS_OR_POLICIES, type InferenceProviderOrPolicy } from '@huggingface/inference';
import { PauseAfterFailure } from './pause-after-failure.js';
import { type ChatMessage, correctionOf, parseAnswer, promptFor } from './prompt.js';
import { ProtectedMail } from './protected-mail.js';
import { failureOf, retryAfterMs, type SeenAnswer } from './revise-failure.js';

export interface HuggingFaceOptions {
  readonly token?: string | undefined;
  readonly model: string;
  /** A provider's name as Hugging Face spells it, or `auto`. Has no meaning with an endpoint. */
  readonly provider: string;
  /** A server of one's own that speaks the chat-completion protocol (TGI, vLLM), up to its `/v1` or before it. */
  readonly endpointUrl?: string | undefined;
  /** For one answer, in ms. */
  readonly timeoutMs: number;
  readonly fetch?: typeof fetch | undefined;
}

/** How often progress is told while the model works. */
const PROGRESS_MS = 5_000;
const ANSWERS = 2;
/** A revised mail is about as long as its original; four characters make a token, fewer in other scripts. */
const CHARACTERS_PER_TOKEN = 2;
const SPARE_TOKENS = 512;
const MOST_TOKENS = 16_384;

/** Revises mails with a chat model, at Hugging Face or on a server of one's own. */
export class HuggingFaceReviser implements TextReviser {
  readonly isConfigured: boolean;
  private readonly client: InferenceClient;
  private readonly pause = new PauseAfterFailure();

  constructor(private readonly options: HuggingFaceOptions) {
    this.isConfigured = options.token !== undefined || options.endpointUrl !== undefined;
    this.client = new InferenceClient(options.token);
  }

  async revise(request: ReviseRequest): Promise<RevisedMail> {
    if (!this.isConfigured) throw new ReviseError('refused', 'No language model is set up');
    const progress = setInterval(() => request.onProgress?.(), PROGRESS_MS);
    try {
      return await this.converse(request);
    } finally {
      clearInterval(progress);
    }
  }

  /** Asks, and where the answer cannot be used says why and asks once more. */
  private async converse(request: ReviseRequest): Promise<RevisedMail> {
    const mail = new ProtectedMail(request);
    const messages = [promptFor(request, mail.masked)];
    const maxTokens = Math.ceil((mail.masked.subject.length + mail.masked.html.length) / CHARACTERS_PER_TOKEN);
    let problem = '';
    for (let asked = 0; asked < ANSWERS; asked++) {
      request.onProgress?.();
      const answer = await this.ask(messages, Math.min(MOST_TOKENS, maxTokens + SPARE_TOKENS), request.signal);
      const parsed = answer.isCut ? null : parseAnswer(answer.text);
      const result = parsed === null ? { problem: NO_JSON[answer.isCut ? 'cut' : 'broken'] } : mail.restore(parsed);
      if ('html' in result) return { ...result, model: answer.model };
      problem = result.problem;
      messages.push(...correctionOf(answer.text, problem));
    }
    throw new ReviseError('unusable', `The model's answer cannot be used. ${problem}`);
  }

  private async ask(messages: readonly ChatMessage[], maxTokens: number, signal: AbortSignal | undefined) {
    signal?.throwIfAborted();
    const { leftMs } = this.pause;
    if (leftMs > 0) throw new ReviseError('unavailable', 'The model was not available a moment ago', leftMs);
    const seen: SeenAnswer = { status: null, retryAfterMs: null };
    const timeout = AbortSignal.timeout(this.options.timeoutMs);
    try {
      const answer = contentOf(
        await this.client.chatCompletion(
          {
            ...this.target(),
            messages: messages.map((message) => ({ ...message })),
            max_tokens: maxTokens,
            temperature: 0.3,
          },
          {
            // the client would ask again at once, for ever, while a model is loading
            retry_on_error: false,
            signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
            fetch: this.fetchNoting(seen),
          },
        ),
      );
      this.pause.answered();
      return { ...answer, model: answer.model ?? this.options.model };
    } catch (error) {
      signal?.throwIfAborted();
      const failure = failureOf(error, seen);
      if (failure.failure !== 'unavailable') throw failure;
      throw new ReviseError('unavailable', failure.message, this.pause.failed(failure.retryAfterMs));
    }
  }

  private target(): { model: string; endpointUrl?: string; provider?: InferenceProviderOrPolicy } {
    const { model, provider, endpointUrl } = this.options;
    // the client takes an endpoint or a provider, not both
    if (endpointUrl !== undefined) return { model, endpointUrl };
    const known = PROVIDERS_OR_POLICIES.find((one) => one === provider);
    if (known === undefined) throw new ReviseError('refused', `HF_PROVIDER is none that the client knows: ${provider}`);
    return { model, provider: known };
  }

  private fetchNoting(seen: SeenAnswer): typeof fetch {
    return async (input, init) => {
      const response = await (this.options.fetch ?? fetch)(input, init);
      seen.status = response.status;
      seen.retryAfterMs = retryAfterMs(response.headers.get('retry-after'), Date.now());
      return response;
    };
  }
}

const NO_JSON = {
  cut: 'It was cut off before its end.',
  broken: 'It is not one JSON object with the strings "subject" and "html".',
};

/** The client types answers but does not check those of an endpoint. */
function contentOf(completion: unknown): { text: string; isCut: boolean; model: string | null } {
  const broken = new ReviseError('unusable', "The model's server answered with something that is no chat completion");
  if (typeof completion !== 'object' || completion === null || !('choices' in completion)) throw broken;
  const choices: unknown = completion.choices;
  const first: unknown = Array.isArray(choices) ? choices[0] : undefined;
  if (typeof first !== 'object' || first === null || !('message' in first)) throw broken;
  const { message } = first;
  if (typeof message !== 'object' || message === null || !('content' in message)) throw broken;
  if (typeof message.content !== 'string') throw broken;
  return {
    text: message.content,
    isCut: 'finish_reason' in first && first.finish_reason === 'length',
    model: 'model' in completion && typeof completion.model === 'string' ? completion.model : null,
  };
}
