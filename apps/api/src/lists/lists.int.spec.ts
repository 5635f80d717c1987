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

  describe('putting somebody on one', () => {
    const person = (email: string) => make('/subscribers', { email });
    const put = (listId: string, subscriberId: string) =>
      api.call('POST', `/lists/${listId}/members`, { subscriberId });

    it('says what came of it, the same however often', async () => {
      const [single, double] = [
        await make('/lists', { name: 'At once' }),
        await make('/lists', { name: 'Asks', optIn: 'double' }),
      ];
      const ada = await person('ada@lists.example');
      expect(await put(single, ada)).toMatchObject({
        status: 200,
        body: { listId: single, subscriberId: ada, outcome: 'added', status: 'active', detail: 'On the list now.' },
      });
      expect((await put(single, ada)).body).toMatchObject({ outcome: 'unchanged', status: 'active' });
      for (let n = 0; n < 2; n++)
        expect((await put(double, ada)).body).toMatchObject({ outcome: 'toConfirm', status: 'unconfirmed' });
    });

    it('says that who left it by their own will is kept off, and how they come back', async () => {
      const list = await make('/lists', { name: 'Left' });
      const bob = await person('bob@lists.example');
      await put(list, bob);
      const preferences = `/subscribers/${bob}/preferences`;
      await api.call('PUT', preferences, { leaveLists: [list] });
      for (let n = 0; n < 2; n++)
        expect(await put(list, bob)).toMatchObject({
          status: 200,
          body: { outcome: 'keptOff', status: 'unsubscribed', detail: expect.stringContaining('left it by their own') },
        });
      await api.call('PUT', preferences, { joinLists: [list], evidence: 'By phone on 3 May' });
      expect((await put(list, bob)).body).toMatchObject({ outcome: 'unchanged', status: 'active' });
    });

    it('says that no mail goes to who unsubscribed from all', async () => {
      const list = await make('/lists', { name: 'No mail' });
      const cy = await person('cy@lists.example');
      await api.call('POST', `/subscribers/${cy}/unsubscribe`, {});
      expect((await put(list, cy)).body).toMatchObject({
        outcome: 'added',
        detail: expect.stringContaining('no mail'),
      });
    });
  });
});
