import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReviseEmail } from '@dripemails/application';
import type { Plan } from '@dripemails/contracts/workflow';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as newId } from 'uuid';
import { type Database, openDatabase } from '../database.js';
import { PgRevisionRepository } from './pg-revision-repository.js';

type Steps = ConstructorParameters<typeof ReviseEmail>[1];
type Effect = Parameters<Steps['execute']>[3];

const WORKSPACE = '01990000-0000-7000-8000-000000000001';
const PEOPLE = 500;

describe('a revision for a version', () => {
  let test: TestDatabase;
  let workers: Database[];
  const sequenceId = newId();

  beforeAll(async () => {
    test = await createTestDatabase();
    workers = [1, 2].map(() => openDatabase(test.url, { connections: 8, onError: () => undefined }));
    await test.query(
      "insert into workspace (id, name, clock_started_at, sender_name, sender_email) values ($1, 'W', now(), 'S', 's@example.com')",
      [WORKSPACE],
    );
    await test.query("insert into sequence (id, workspace_id, name, draft) values ($1, $2, 'S', '[]')", [
      sequenceId,
      WORKSPACE,
    ]);
  }, 60_000);
  afterAll(async () => {
    for (const worker of workers) await worker.close();
    await test.drop();
  });

  const step = { id: 'ai', kind: 'aiRevise', of: 'mail', instructions: 'Shorter', scope: 'version' };
  const policy = { approval: 'none', onFailure: 'useOriginal' };
  const mail = { id: 'mail', kind: 'email', subject: 'Hi', html: '<p>Hi</p>' };
  const definition = { sequenceId, version: 1, steps: [{ ...step, ...policy }, mail] };

  it(`asks the model once although ${PEOPLE} people of two workers come at the same moment`, async () => {
    let asked = 0;
    let retries = 0;
    const reviser = {
      isConfigured: true,
      revise: async () => {
        asked++;
        // longer than everybody's first try takes
        await sleep(300);
        return { subject: 'New', html: '<p>New</p>', model: 'm' };
      },
    };
    const outcomes = Array.from({ length: PEOPLE }, (_, person) => {
      const enrollmentId = newId();
      const job = {
        ref: { workspaceId: WORKSPACE, enrollmentId },
        definition,
        snapshot: { subscriber: { fields: {} } },
      };
      // as RunStep and the workflow do it: an effect that wants to be retried is run again later
      const steps: Steps = {
        execute: async (_ref, id, action, effect) => {
          const decision = { do: action, step: id } as Parameters<Effect>[1];
          let end = await effect(job as unknown as Parameters<Effect>[0], decision);
          while (end.kind === 'retry') {
            retries++;
            expect(end.retryInMs).toBeGreaterThanOrEqual(3_000);
            await sleep((end.retryInMs ?? 0) / 20);
            end = await effect(job as unknown as Parameters<Effect>[0], decision);
          }
          expect(end).toMatchObject({ kind: 'done', event: { kind: 'revised', why: 'm' } });
          return { at: 0, do: 'replan', why: end.kind, revision: 1, state: 'active' } satisfies Plan;
        },
      };
      const worker = workers[person % 2];
      if (worker === undefined) throw new Error('no worker');
      const revisions = new PgRevisionRepository(worker);
      const renderer = { findProblems: () => [] };
      const revise = new ReviseEmail({ reviser, revisions, renderer, clock: { now: Date.now } }, steps);
      return revise.execute(job.ref, 'ai');
    });
    expect(await Promise.all(outcomes)).toHaveLength(PEOPLE);
    expect(asked).toBe(1);
    expect(retries).toBeGreaterThan(0);
    const { rows } = (await workers[0]?.pool.query('select status, subject from revision')) ?? { rows: [] };
    expect(rows).toEqual([{ status: 'ready', subject: 'New' }]);
  }, 30_000);
});
