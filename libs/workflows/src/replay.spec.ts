import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  bundleWorkflowCode,
  DefaultLogger,
  Runtime,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import protoUtils from '@temporalio/common/lib/proto-utils.js';
import { CHANGED_SIGNAL, WORKFLOW } from '@dripemails/contracts/workflow';
import * as workflows from './index.js';

const histories = join(import.meta.dirname, '../../../temporal/histories');
const names = readdirSync(histories).filter((file) => file.endsWith('.json'));
const read = (file: string) => JSON.parse(readFileSync(join(histories, file), 'utf8')) as { events: HistoryEvent[] };
interface HistoryEvent {
  eventType: string;
  workflowExecutionStartedEventAttributes?: { workflowType: { name: string } };
  activityTaskScheduledEventAttributes?: { activityType: { name: string } };
}

describe('the workflow bundle', () => {
  let workflowBundle: WorkflowBundleWithSourceMap;
  beforeAll(async () => {
    Runtime.install({
      logger: new DefaultLogger('ERROR'),
      telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
    });
    workflowBundle = await bundleWorkflowCode({
      workflowsPath: join(import.meta.dirname, 'index.ts'),
      logger: new DefaultLogger('ERROR'),
      webpackConfigHook: (config) => ({
        ...config,
        resolve: { ...config.resolve, extensionAlias: { '.js': ['.ts', '.js'] } },
      }),
    });
  }, 60_000);

  it('has every workflow that the client starts, and the signal it sends', () => {
    expect(Object.keys(workflows)).toEqual(expect.arrayContaining(Object.values(WORKFLOW)));
    expect(workflows.changed.name).toBe(CHANGED_SIGNAL);
  });

  it('carries no validation library into the sandbox, where each cached workflow pays for it', () => {
    expect(workflowBundle.code).not.toMatch(/node_modules\/zod\//);
    expect(workflowBundle.code).not.toMatch(/temporal-polyfill/);
  });

  it('has golden histories of every kind of step and interrupt', () => expect(names.length).toBeGreaterThanOrEqual(54));

  it('has a golden history of every workflow', () => {
    const typeOf = (file: string) => read(file).events[0]?.workflowExecutionStartedEventAttributes?.workflowType.name;
    expect([...new Set(names.map(typeOf))].sort()).toEqual(Object.values(WORKFLOW).sort());
  });

  it.each(names)('replays %s', async (file) => {
    await Worker.runReplayHistory({ workflowBundle }, protoUtils.historyFromJSON(read(file)), 'enrollment/golden');
  });

  it.each(names)('tells nobody who reads %s an address', (file) => {
    // payloads are base64 in JSON: what an operator can read is what must be looked through
    const text = readFileSync(join(histories, file), 'utf8').replaceAll(/"data":\s*"([^"]*)"/g, (_, payload: string) =>
      Buffer.from(payload, 'base64').toString('utf8'),
    );
    expect(text.length).toBeGreaterThan(1000);
    expect(text.match(/[\w.+-]+@[a-z][\w-]*\.[\w.]+/g) ?? []).toEqual([]);
  });

  it('fails on a history that it would not have written', async () => {
    const history = read('three-mails-completed.json');
    const scheduled = history.events.find((event) => event.activityTaskScheduledEventAttributes !== undefined);
    if (scheduled?.activityTaskScheduledEventAttributes === undefined) throw new Error('the history schedules nothing');
    scheduled.activityTaskScheduledEventAttributes.activityType.name = 'somethingElse';
    await expect(
      Worker.runReplayHistory({ workflowBundle }, protoUtils.historyFromJSON(history), 'enrollment/golden'),
    ).rejects.toMatchObject({ name: 'DeterminismViolationError' });
  });
});
