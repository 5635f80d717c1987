import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Operation, OperationStarted } from '@dripemails/contracts';
import { Api } from '../testing/api.js';

const mail = (id: string) => ({ id, kind: 'email', subject: id, html: '<p>Hi</p>' });

describe('sending many people back to a step', () => {
  let api: Api;
  beforeAll(async () => void (api = await Api.start()), 90_000);
  afterAll(() => api.stop(), 60_000);

  const rewind = (sequenceId: string, stepId: string) =>
    api.call('POST', '/enrollments/bulk', { filter: { sequenceId }, action: { do: 'rewind', stepId } });

  it('is refused where no version has the step, and names it to whose version has it not', async () => {
    const made = await api.call('POST', '/sequences', { name: 'Course', steps: [mail('old')] });
    const { id } = made.body as { id: string };
    const publish = () => api.call('POST', `/sequences/${id}/publish`, { running: 'keep' });
    await publish();
    await api.call('POST', `/sequences/${id}/activate`, {});
    const person = (await api.call('POST', '/subscribers', { email: 'ann@example.com' })).body as { id: string };
    await api.call('POST', `/sequences/${id}/enrollments`, { subscriberId: person.id });
    await api.call('PATCH', `/sequences/${id}`, { steps: [mail('new'), mail('old')] });
    await publish();

    const message = "No version of 'Course' has a step 'gone': give the id of a step that one has.";
    expect(await rewind(id, 'gone')).toMatchObject({
      status: 422,
      body: { detail: message, errors: [{ path: 'action.stepId', message }] },
    });
    const started = await rewind(id, 'new');
    expect(started.status).toBe(202);
    const { operationId } = started.body as OperationStarted;
    const { workspace } = (await api.call('GET', '/me')).body as { workspace: { id: string } };
    await api.runtime.useCases.bulkControlPage.execute({ workspaceId: workspace.id, id: operationId });
    const operation = (await api.call('GET', `/operations/${operationId}`)).body as Operation;
    expect(operation.failures).toMatchObject([{ message: "Version 1, which this person is on, has no step 'new'." }]);
  });
});
