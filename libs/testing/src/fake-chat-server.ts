import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';

export interface ChatRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly maxTokens: number | undefined;
}

/**
 * What the server does with a request. `ok` answers with what a model would say; `reply` with any status; `slow` as `ok`
 * after a while; `hang` takes the request and says nothing; `cut` ends the connection in the middle of the answer.
 */
export type ChatBehaviour =
  | { readonly kind: 'ok'; readonly say: (request: ChatRequest) => string; readonly finish?: 'stop' | 'length' }
  | { readonly kind: 'slow'; readonly afterMs: number; readonly say: (request: ChatRequest) => string }
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly body: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'hang' }
  | { readonly kind: 'cut' };

/** Answers as Hugging Face and the servers that speak its protocol give them. */
export const CHAT = {
  busy: (retryAfter: string): ChatBehaviour => ({
    kind: 'reply',
    status: 429,
    body: { error: 'Rate limit reached' },
    headers: { 'retry-after': retryAfter },
  }),
  loading: (seconds: number): ChatBehaviour => ({
    kind: 'reply',
    status: 503,
    body: { error: 'Model mistralai/Mistral-7B-Instruct-v0.2 is currently loading', estimated_time: seconds },
  }),
  error: (status: number, error: string): ChatBehaviour => ({ kind: 'reply', status, body: { error } }),
  brokenJson: { kind: 'reply', status: 200, body: '{"id": "x", "choices": [' } as ChatBehaviour,
  html: {
    kind: 'reply',
    status: 200,
    body: '<html>Bad gateway</html>',
    headers: { 'content-type': 'text/html' },
  } as ChatBehaviour,
  noChoices: { kind: 'reply', status: 200, body: { ...completionOf('', 'stop'), choices: [] } } as ChatBehaviour,
};

export interface FakeChatServer {
  /** Origin; the protocol's route is `/v1/chat/completions` below it. */
  readonly url: string;
  readonly requests: readonly ChatRequest[];
  /** What each request from now on gets; those of an array one after another, the last for ever. */
  behave(behaviour: ChatBehaviour | readonly ChatBehaviour[]): void;
  close(): Promise<void>;
}

/**
 * A server of chat completions on loopback that does what a test tells it to.
 * @param token what `Authorization: Bearer …` has to be, else 401; null asks for none
 */
export async function startFakeChatServer({ token = null }: { token?: string | null } = {}): Promise<FakeChatServer> {
  const requests: ChatRequest[] = [];
  let script: ChatBehaviour[] = [{ kind: 'ok', say: () => '' }];
  const timers = new Set<NodeJS.Timeout>();

  const act = (request: ChatRequest, response: ServerResponse): void => {
    const behaviour = (script.length > 1 ? script.shift() : script[0]) ?? { kind: 'hang' };
    switch (behaviour.kind) {
      case 'ok':
        return reply(response, 200, completionOf(behaviour.say(request), behaviour.finish ?? 'stop', request.model));
      case 'slow': {
        const timer = setTimeout(() => {
          timers.delete(timer);
          reply(response, 200, completionOf(behaviour.say(request), 'stop', request.model));
        }, behaviour.afterMs);
        timers.add(timer);
        return;
      }
      case 'reply':
        return reply(response, behaviour.status, behaviour.body, behaviour.headers);
      case 'cut':
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
        response.write('{"choices": [', () => response.destroy());
        return;
      case 'hang':
        return;
    }
  };

  const server = createServer((message, response) => {
    const path = message.url ?? '';
    if (token !== null && message.headers.authorization !== `Bearer ${token}`) {
      reply(response, 401, { error: 'Invalid username or password.' });
      return;
    }
    if (message.method !== 'POST' || !path.endsWith('/v1/chat/completions')) {
      reply(response, 404, { error: 'Not Found' });
      return;
    }
    json(message).then(
      (body) => {
        const request = requestOf(path, message.headers, body);
        requests.push(request);
        act(request, response);
      },
      () => reply(response, 400, { error: 'The body is no JSON' }),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The chat server has no TCP port');

  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    behave(behaviour) {
      script = 'kind' in behaviour ? [behaviour] : [...behaviour];
    },
    async close() {
      for (const timer of timers) clearTimeout(timer);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function requestOf(path: string, headers: IncomingHttpHeaders, body: unknown): ChatRequest {
  const { model, messages, max_tokens } = body as {
    model?: string;
    messages?: ChatRequest['messages'];
    max_tokens?: number;
  };
  return { path, headers, model: model ?? '', messages: messages ?? [], maxTokens: max_tokens };
}

function completionOf(content: string, finish: 'stop' | 'length', model = 'fake') {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_795_564_800,
    model,
    system_fingerprint: null,
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: finish }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
}

function reply(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
