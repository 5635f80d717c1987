import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CHAT, type FakeChatServer, startFakeChatServer } from './fake-chat-server.js';

describe(startFakeChatServer, () => {
  let server: FakeChatServer;
  beforeEach(async () => {
    server = await startFakeChatServer({ token: 'secret' });
  });
  afterEach(() => server.close());

  const ask = (path = '/v1/chat/completions', init: RequestInit = {}) =>
    fetch(server.url + path, {
      method: 'POST',
      headers: { authorization: 'Bearer secret', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'Hi' }], max_tokens: 5 }),
      ...init,
    });

  it('says what the test wants and keeps what it was asked', async () => {
    server.behave({ kind: 'ok', say: ({ messages }) => `${messages[0]?.content} yourself` });
    expect(await (await ask()).json()).toMatchObject({
      model: 'm',
      choices: [{ message: { role: 'assistant', content: 'Hi yourself' }, finish_reason: 'stop' }],
    });
    expect(server.requests).toMatchObject([{ model: 'm', maxTokens: 5, path: '/v1/chat/completions' }]);
  });

  it('goes through a script and stays at its end', async () => {
    server.behave([CHAT.busy('3'), CHAT.loading(20), CHAT.error(500, 'boom')]);
    const first = await ask();
    expect([first.status, first.headers.get('retry-after')]).toEqual([429, '3']);
    expect(await (await ask()).json()).toMatchObject({ estimated_time: 20 });
    expect([(await ask()).status, (await ask()).status]).toEqual([500, 500]);
  });

  it('refuses a wrong token, another route and a body that is no JSON', async () => {
    expect((await ask(undefined, { headers: { authorization: 'Bearer guess' } })).status).toBe(401);
    expect((await ask('/elsewhere')).status).toBe(404);
    expect((await ask(undefined, { body: '{' })).status).toBe(400);
    expect(server.requests).toHaveLength(0);
  });

  it('can break an answer in every way', async () => {
    server.behave(CHAT.brokenJson);
    await expect(ask().then((response) => response.json())).rejects.toThrow('JSON');
    server.behave({ kind: 'cut' });
    await expect(ask().then((response) => response.json())).rejects.toThrow('terminated');
    server.behave({ kind: 'hang' });
    await expect(ask(undefined, { signal: AbortSignal.timeout(100) })).rejects.toMatchObject({ name: 'TimeoutError' });
    server.behave({ kind: 'slow', afterMs: 50, say: () => 'late' });
    expect((await ask()).status).toBe(200);
  });
});
