import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../testing/api.js';

const mail = { id: 'a', kind: 'email', subject: 'Hello', html: '<p>Hi</p>' };
const WINDOW = { weekdays: [1], from: '09:00', to: '17:00', timeZone: 'UTC' };

describe('the simulation of a faulty draft', () => {
  let api: Api;
  beforeAll(async () => void (api = await Api.start()), 90_000);
  afterAll(() => api.stop(), 60_000);

  const make = async (path: string, body: object) => ((await api.call('POST', path, body)).body as { id: string }).id;
  const simulate = async (draft: object) => {
    const id = await make('/sequences', { name: 'Faulty', ...draft });
    return await api.call('POST', `/sequences/${id}/simulate`, {});
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

  it('is refused for a segment that was deleted, with the problems that publish gives', async () => {
    const segmentId = await make('/segments', { name: 'Gone', condition: { tag: 'x' } });
    const branch = { id: 'b', kind: 'branch', if: { segment: segmentId }, then: [mail], else: [] };
    const sequenceId = await make('/sequences', { name: 'Asks a segment', steps: [branch] });
    const ask = (what: string) => api.call('POST', `/sequences/${sequenceId}/${what}`, {});
    expect((await ask('simulate')).status).toBe(200);
    // as one that was deleted before its uses were looked for
    await api.database.value('delete from segment where id = $1 returning 1', [segmentId]);
    const refusal = {
      status: 422,
      body: {
        code: 'sequence.not_publishable',
        errors: [{ path: 'steps.0.if', message: 'There is no such segment: choose one that exists.' }],
      },
    };
    expect(await ask('publish')).toMatchObject(refusal);
    expect(await ask('simulate')).toMatchObject(refusal);
  });

  it('runs where a list was deleted: the line and the problem say so', async () => {
    const listId = await make('/lists', { name: 'Gone' });
    const steps = [{ id: 'l', kind: 'addToList', listId }, mail];
    const sequenceId = await make('/sequences', { name: 'Adds to a list', steps });
    const ask = () => api.call('POST', `/sequences/${sequenceId}/simulate`, {});
    const line = (what: string) => expect.arrayContaining([expect.objectContaining({ stepId: 'l', what })]);
    expect((await ask()).body).toMatchObject({ timeline: line("Add to list 'Gone'"), problems: [] });
    // as one that was deleted before its uses were looked for
    await api.database.query('delete from list where id = $1', [listId]);
    expect((await ask()).body).toMatchObject({
      timeline: line('Not added: the list is gone'),
      problems: [{ stepId: 'l', message: 'There is no such list: choose one that exists.' }],
    });
  });

  it('is refused for a version from before the checks, whose window never opens', async () => {
    const sequenceId = await make('/sequences', { name: 'Old', steps: [mail] });
    await api.call('POST', `/sequences/${sequenceId}/publish`, {});
    await api.database.value(
      `update sequence_version set settings = settings || jsonb_build_object('window', $2::jsonb) where sequence_id = $1 returning 1`,
      [sequenceId, JSON.stringify({ ...WINDOW, to: '09:00', skipDates: [] })],
    );
    const asked = await api.call('POST', `/sequences/${sequenceId}/simulate`, { from: 'published' });
    expect(asked).toMatchObject({
      status: 422,
      body: {
        detail: 'Version 1 cannot be simulated: publish one in which these problems are solved.',
        errors: [{ path: 'settings.window', message: expect.stringContaining('choose a later end') }],
      },
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
