import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../testing/api.js';

const mail = { id: 'a', kind: 'email', subject: 'Hello', html: '<p>Hi</p>' };
const WINDOW = { weekdays: [1], from: '09:00', to: '17:00', timeZone: 'UTC' };

describe('the simulation of a faulty draft', () => {
  let api: Api;
  beforeAll(async () => void (api = await Api.start()), 90_000);
  afterAll(() => api.stop(), 60_000);

  const simulate = async (draft: object) => {
    const { body } = await api.call('POST', '/sequences', { name: 'Faulty', ...draft });
    return await api.call('POST', `/sequences/${(body as { id: string }).id}/simulate`, {});
  };

  it.each([
    ['a window that never opens', { ...WINDOW, to: '09:00' }, 'choose a later end'],
    ['a time zone that is unknown', { ...WINDOW, timeZone: 'Mars/X' }, 'Mars/X'],
  ])('is refused for %s', async (_name, window, words) => {
    expect(await simulate({ steps: [mail], settings: { window } })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'settings.window', message: expect.stringContaining(words) }] },
    });
  });

  it('tells the problems that publish would', async () => {
    const tag = { id: 't', kind: 'tag', tag: 'x' };
    expect(await simulate({ steps: [tag] })).toMatchObject({
      status: 200,
      body: { outcome: 'completed', problems: [{ stepId: null, message: expect.stringContaining('sends nothing') }] },
    });
    expect(await simulate({ steps: [mail] })).toMatchObject({ status: 200, body: { problems: [] } });
  });
});
