import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { enrollmentWorkflowId } from '@dripemails/contracts/workflow';
import { until } from '@dripemails/testing';
import { days, Engine, mail } from './testing/engine.js';

const DEADLINE = { deadlineMs: 60_000, message: 'the work to be over' };
/** Engines of other spec files are waited for. */
const START_MS = 10 * 60_000;

describe('erasure, exports and retention as workflows', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await Engine.start();
  }, START_MS);
  afterAll(() => engine.stop(), 90_000);

  it('erases a person who is in a sequence and proves it from the tables and the histories', async () => {
    const { requestErase, readPrivacyRequests, getEnrollment, upsertSubscriber } = engine.runtime.useCases;
    const email = 'Erika.Mustermann+x@example.com';
    const sequence = await engine.sequence('Erased', [
      mail('a', 'Hello {{ subscriber.firstName }}'),
      days('w', 400),
      mail('b'),
    ]);
    const enrollmentId = await engine.enroll(sequence, email, 'Erika');
    await upsertSubscriber.execute(engine.actor, { email, lastName: 'Mustermann' });
    await until(async () => (await engine.get(enrollmentId)).sent === 1, DEADLINE);
    const { subscriberId } = await getEnrollment.execute(engine.actor, enrollmentId);

    const [{ requestId }, again] = await Promise.all([
      requestErase.execute(engine.actor, subscriberId),
      requestErase.execute(engine.actor, subscriberId),
    ]);
    expect(again.requestId).toBe(requestId);
    const workflow = engine.temporal.workflow.getHandle(enrollmentWorkflowId(enrollmentId));
    await until(async () => (await workflow.describe()).status.name === 'COMPLETED', {
      deadlineMs: 2_000,
      message: 'its end',
    });
    const request = () => readPrivacyRequests.get(engine.actor, requestId);
    await until(async () => (await request()).completedAt !== null, DEADLINE);
    const { status, error, report } = await request();
    expect({ status, error, found: report.found }).toEqual({ status: 'completed', error: null, found: [] });
    expect(report.scanned?.workflows).toBeGreaterThanOrEqual(2);
    expect(report.removed).toMatchObject({ subscriber: 1, message: 1 });
    expect(await engine.get(enrollmentId)).toMatchObject({ state: 'ended', outcome: 'erased' });
    await engine.temporal.workflow.getHandle(`erase/${requestId}`).result();
    await engine.recordWorkflow('erase', `erase/${requestId}`);
  }, 120_000);

  it('finds what stands in a history', async () => {
    const { requestErase, readPrivacyRequests, getEnrollment } = engine.runtime.useCases;
    const email = 'trace@example.com';
    // no code of ours writes an address there; an operator can, by a signal in Temporal Web
    const id = await engine.enroll(await engine.sequence('Traced', [days('w', 400), mail('b')]), email);
    const workflow = engine.temporal.workflow.getHandle(enrollmentWorkflowId(id));
    await workflow.signal('changed', { because: `TRACE@example.com asked` });
    const { subscriberId } = await getEnrollment.execute(engine.actor, id);
    const { requestId } = await requestErase.execute(engine.actor, subscriberId);
    const request = () => readPrivacyRequests.get(engine.actor, requestId);
    await until(async () => (await request()).completedAt !== null, DEADLINE);
    expect(await request()).toMatchObject({
      status: 'failed',
      report: { found: [{ table: 'workflow', column: 'history', rows: 1, what: 'address' }] },
    });
  }, 120_000);

  it.each(['csv', 'json', 'xlsx'] as const)(
    'exports people to %s',
    async (format) => {
      const { startExport, readExports, upsertSubscriber } = engine.runtime.useCases;
      await upsertSubscriber.execute(engine.actor, { email: 'exported@example.com', tags: ['export'] });
      const { id } = await startExport.execute(engine.actor, { format, filter: { tag: 'export' } });
      await until(async () => (await readExports.get(engine.actor, id)).status === 'completed', DEADLINE);
      expect(await readExports.get(engine.actor, id)).toMatchObject({ processed: 1, total: 1 });
      await engine.temporal.workflow.getHandle(`export/${id}`).result();
      await engine.recordWorkflow('export', `export/${id}`);
    },
    90_000,
  );

  it('has a Schedule for retention that an operator sees', async () => {
    await engine.runtime.orchestrator.ensureSchedules();
    const handle = engine.temporal.schedule.getHandle('apply-retention');
    expect((await handle.describe()).action).toMatchObject({ workflowType: 'applyRetention' });
    const started = await engine.temporal.workflow.execute('applyRetention', {
      ...{ taskQueue: 'drip-workflows', workflowId: `apply-retention-${Date.now()}`, args: [] },
    });
    expect(started).toMatchObject({ failed: 0 });
  }, 90_000);
});
