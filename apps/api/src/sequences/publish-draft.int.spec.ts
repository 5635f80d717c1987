import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../testing/api.js';

const mail = (content: object = {}) => ({ id: 'a', kind: 'email', subject: 'Hello', html: '<p>Hi</p>', ...content });
const CITY = '{{ subscriber.fields.city }}';
const UNDEFINED = "There is no custom field 'city'";

describe('the publish of a draft that names what there is not', () => {
  let api: Api;
  beforeAll(async () => void (api = await Api.start()), 90_000);
  afterAll(() => api.stop(), 60_000);

  const created = async (path: string, input: object, headers = {}) => {
    const { status, body } = await api.call('POST', path, input, headers);
    expect({ status, body }).toMatchObject({ status: 201 });
    return body as { id: string };
  };
  const publish = async (id: string) => await api.call('POST', `/sequences/${id}/publish`, {});
  const published = async (draft: object) =>
    await publish((await created('/sequences', { name: 'Draft', steps: [mail()], ...draft })).id);
  const refusedFor = (...errors: object[]) => ({ status: 422, body: { code: 'sequence.not_publishable', errors } });
  const problem = (path: string, words: string) => ({ path, message: expect.stringContaining(words) });

  it('names every placeholder and rule of a custom field that is not defined, until it is', async () => {
    const nested = { id: 'b', kind: 'branch', if: { field: 'city', op: 'is', value: 'Bristol' }, then: [], else: [] };
    const { id } = await created('/sequences', {
      name: 'Cities',
      steps: [
        mail({ subject: `In ${CITY}`, html: `<p>${CITY}</p>`, text: `{% if subscriber.fields.city %}x{% endif %}` }),
        { ...nested, then: [mail({ id: 'n', subject: CITY })] },
        { id: 'g', kind: 'goal', if: { field: 'city', op: 'isSet' } },
      ],
      settings: { triggers: [{ on: 'segmentEntered', if: { not: { field: 'city', op: 'isSet' } } }] },
    });
    const refused = await publish(id);
    expect(refused).toMatchObject({ status: 422, body: { code: 'sequence.not_publishable' } });
    const { errors } = refused.body as { errors: { path: string; message: string }[] };
    expect(errors.map(({ path }) => path).sort()).toEqual([
      ...['settings.triggers.0.if', 'steps.0.html', 'steps.0.subject', 'steps.0.text'],
      ...['steps.1.if', 'steps.1.then.0.subject', 'steps.2.if'],
    ]);
    for (const { message } of errors) expect(message).toContain(UNDEFINED);
    await created('/fields', { name: 'city', label: 'City', type: 'text' }, strangers());
    expect((await publish(id)).status).toBe(422);
    await created('/fields', { name: 'city', label: 'City', type: 'text' });
    expect(await publish(id)).toMatchObject({ status: 200, body: { version: 1, problems: [] } });
  });

  it('takes a default instead, and a field that a step of the draft makes', async () => {
    const html = '{{ subscriber.fields.town | default: "your town" }}, {{ subscriber.fields.stage }}';
    const steps = [mail({ html }), { id: 's', kind: 'setField', field: 'stage', value: 'new' }];
    expect(await published({ steps })).toMatchObject({ status: 200, body: { problems: [] } });
  });

  it('names a trigger on a form that this workspace does not have', async () => {
    const form = { name: 'Sign-up', title: 'Join', fields: [{ target: 'email', label: 'Email' }] };
    const [{ id: own }, { id: theirs }] = [await created('/forms', form), await created('/forms', form, strangers())];
    const triggeredBy = (...formIds: string[]) => ({
      settings: { triggers: formIds.map((formId) => ({ on: 'formSubmitted', formId })) },
    });
    expect(await published(triggeredBy(own))).toMatchObject({ status: 200 });
    expect(await published(triggeredBy(own, theirs, 'newsletter'))).toMatchObject(
      refusedFor(
        problem('settings.triggers.1.formId', 'There is no such form: choose one that exists'),
        problem('settings.triggers.2.formId', 'take the event form_submitted'),
      ),
    );
  });

  it('names the webhook that would call a private network', async () => {
    const webhook = (url: string) => [mail(), { id: 'h', kind: 'webhook', url, onFailure: 'hold' }];
    expect(await published({ steps: webhook('http://127.0.0.1:3001/x') })).toMatchObject(
      refusedFor(problem('steps.1.url', 'private network')),
    );
    expect(await published({ steps: webhook('https://example.com/x') })).toMatchObject({ status: 200 });
  });

  it('looks for loops among what is published, not among drafts', async () => {
    const passesOn = (from: string, to: string) => ({
      steps: [mail(), { id: 't', kind: 'tag', tag: to }],
      settings: { triggers: [{ on: 'tagAdded', tag: from }] },
    });
    const { id: there } = await created('/sequences', { name: 'There', ...passesOn('one', 'two') });
    const { id: back } = await created('/sequences', { name: 'Back', ...passesOn('two', 'one') });
    expect(await publish(there)).toMatchObject({ status: 200, body: { problems: [] } });
    expect(await publish(back)).toMatchObject(refusedFor(problem('steps.1', 'Back → There → Back')));
  });

  function strangers() {
    return { authorization: `Bearer ${api.strangersKey}` };
  }
});
