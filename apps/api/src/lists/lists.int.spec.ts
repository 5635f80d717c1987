import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../testing/api.js';

describe('lists over the API', () => {
  let api: Api;
  beforeAll(async () => {
    api = await Api.start();
  }, 90_000);
  afterAll(() => api.stop(), 60_000);

  const make = async (path: string, body: unknown): Promise<string> => {
    const answer = await api.call('POST', path, body);
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
    return (answer.body as { id: string }).id;
  };

  describe('deleting one', () => {
    it('is refused while a rule, a form or a sequence names it, with each by name, and then takes place', async () => {
      const id = await make('/lists', { name: 'Customers' });
      const segmentId = await make('/segments', { name: 'Not yet', condition: { not: { list: id } } });
      const formId = await make('/forms', { name: 'Join', title: 'Join us', listIds: [id] });
      const branch = {
        id: 'b',
        kind: 'branch',
        if: { list: id },
        then: [{ id: 'x', kind: 'exit', reason: 'a customer' }],
        else: [],
      };
      const mail = { id: 'm', kind: 'email', subject: 'Buy', html: '<p>Buy</p>' };
      const sequenceId = await make('/sequences', { name: 'Sell', steps: [branch, mail] });
      expect((await api.call('POST', `/sequences/${sequenceId}/publish`, {})).body).toMatchObject({ problems: [] });

      expect((await api.call('GET', `/lists/${id}/use`)).body).toEqual({
        usedBy: [
          { kind: 'draft', id: sequenceId, name: 'Sell' },
          { kind: 'form', id: formId, name: 'Join' },
          { kind: 'segment', id: segmentId, name: 'Not yet' },
          { kind: 'version', id: sequenceId, name: 'Sell' },
        ],
      });
      const refused = await api.call('DELETE', `/lists/${id}`);
      expect(refused).toMatchObject({
        status: 409,
        body: {
          code: 'list.in_use',
          detail:
            "The list is used by the draft of the sequence 'Sell', the form 'Join', the segment 'Not yet', the published version of the sequence 'Sell'. Take it out there, then delete it.",
        },
      });
      expect((await api.call('GET', `/lists/${id}`)).status).toBe(200);

      await api.call('DELETE', `/segments/${segmentId}`);
      await api.call('PATCH', `/forms/${formId}`, { listIds: [] });
      await api.call('PATCH', `/sequences/${sequenceId}`, { steps: [mail] });
      expect(await api.call('DELETE', `/lists/${id}`)).toMatchObject({
        status: 409,
        body: { detail: expect.stringContaining("is used by the published version of the sequence 'Sell'.") },
      });
      await api.call('POST', `/sequences/${sequenceId}/publish`, { running: 'move' });
      expect((await api.call('DELETE', `/lists/${id}`)).status).toBe(204);
      expect((await api.call('GET', `/lists/${id}/use`)).status).toBe(404);
    });
  });
});
