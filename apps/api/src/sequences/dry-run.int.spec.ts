import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PublishResult } from '@dripemails/contracts';
import { Api } from '../testing/api.js';

const mail = (id: string) => ({ id, kind: 'email', subject: id, html: '<p>Hi</p>' });
const wait = (id: string, days: number) => ({ id, kind: 'wait', for: { amount: days, unit: 'days' } });

describe('the dry run of a move', () => {
  let api: Api;
  beforeAll(async () => void (api = await Api.start()), 90_000);
  afterAll(() => api.stop(), 60_000);

  const done = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const answer = await api.call(method, path, body);
    expect(answer.status).toBeLessThan(300);
    return answer.body as T;
  };
  /** An active sequence with people who stand at its beginning. */
  const running = async (name: string, steps: object[], people: number): Promise<string> => {
    const { id } = await done<{ id: string }>('POST', '/sequences', { name, steps });
    await done('POST', `/sequences/${id}/publish`, {});
    await done('POST', `/sequences/${id}/activate`, {});
    for (let n = 0; n < people; n++) {
      const email = `${name}-${n}@example.com`;
      const person = await done<{ id: string }>('POST', '/subscribers', { email });
      await done('POST', `/sequences/${id}/enrollments`, { subscriberId: person.id });
    }
    return id;
  };

  it('of a roll back counts as many as the roll back moves', async () => {
    const id = await running('back', [wait('w', 30), mail('a')], 3);
    await done('PATCH', `/sequences/${id}`, { steps: [wait('w', 30), mail('b')] });
    expect(await done('POST', `/sequences/${id}/publish`, { running: 'move' })).toMatchObject({ moved: 3, kept: 0 });
    const back = { version: 1, running: 'move' };
    const dry = await done<PublishResult>('POST', `/sequences/${id}/rollback`, { ...back, dryRun: true });
    const { moved, kept } = await done<PublishResult>('POST', `/sequences/${id}/rollback`, back);
    expect({ moved, kept }).toEqual({ moved: 3, kept: 0 });
    expect(dry).toMatchObject({ moved, kept, dryRun: true });
    const again = await done<PublishResult>('POST', `/sequences/${id}/rollback`, { ...back, dryRun: true });
    expect(again).toMatchObject({ moved: 0, kept: 3 });
  });

  it('tells of whoever gets another step next, and how many of them at once', async () => {
    const id = await running('next', [wait('w', 30), mail('b')], 2);
    const effectsOf = async (steps: object[]) => {
      await done('PATCH', `/sequences/${id}`, { steps });
      const dryRun = { running: 'move', dryRun: true };
      return (await done<PublishResult>('POST', `/sequences/${id}/publish`, dryRun)).effects;
    };
    const what = "2 people get 'n' next";
    const nobody = { kind: 'stays', stepId: null, count: 0, atOnce: 0, what: '0 people go on with the same next step' };
    const next = { kind: 'next', stepId: 'n', count: 2 };
    expect(await effectsOf([wait('w', 30), mail('n'), mail('b')])).toMatchObject([
      ...[nobody, { ...next, atOnce: 0, what }, { kind: 'resends', count: 0 }],
    ]);
    expect(await effectsOf([mail('n'), wait('w', 30), mail('b')])).toMatchObject([
      ...[nobody, { ...next, atOnce: 2, what: `${what}, all of them at once` }, { kind: 'resends', count: 0 }],
    ]);
    await done('POST', `/sequences/${id}/pause`, {});
    expect(await effectsOf([mail('n'), wait('w', 30), mail('b')])).toMatchObject([
      ...[nobody, { ...next, atOnce: 0, what }, { kind: 'resends', count: 0 }],
    ]);
  });
});
