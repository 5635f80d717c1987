import { Client, type Connection, isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client';
import type { HistoryScanner, Needles } from '@dripemails/application';

/** Reads the histories of workflows, payloads and all, to see whether something stands in them. */
export class TemporalHistoryScanner implements HistoryScanner {
  private readonly client: Client;

  constructor(connection: Connection, options: { namespace: string }) {
    this.client = new Client({ connection, namespace: options.namespace });
  }

  /** Every run that Temporal still has of each workflow; one that it never had, or has forgotten, holds nothing. */
  async search(
    workflowIds: readonly string[],
    needles: Needles,
  ): Promise<{ workflows: number; address: number; name: number }> {
    const result = { workflows: 0, address: 0, name: 0 };
    for (const workflowId of workflowIds) {
      const texts = await this.textsOf(workflowId);
      if (texts === null) continue;
      result.workflows++;
      const holds = (one: readonly string[]) => texts.some((text) => one.some((needle) => text.includes(needle)));
      if (holds(needles.address)) result.address++;
      if (holds(needles.name)) result.name++;
    }
    return result;
  }

  private async textsOf(workflowId: string): Promise<readonly string[] | null> {
    const texts: string[] = [];
    let isThere = false;
    // an empty id is the latest run, which visibility may not know of yet
    const runIds = new Set<string | undefined>([undefined]);
    const query = `WorkflowId = '${workflowId}'`;
    for await (const { runId } of this.client.workflow.list({ query })) runIds.add(runId);
    for (const runId of runIds) {
      try {
        const history = await this.client.workflow.getHandle(workflowId, runId).fetchHistory();
        isThere = true;
        gather(history, texts);
      } catch (error) {
        if (!isNotFound(error)) throw error;
      }
    }
    return isThere ? texts : null;
  }
}

/** The code of gRPC for what is not there. */
const NOT_FOUND = 5;

/** Of a workflow that Temporal has forgotten; the client hands on what the server says of a history as it came. */
function isNotFound(error: unknown): boolean {
  return error instanceof WorkflowNotFoundError || (isGrpcServiceError(error) && Number(error.code) === NOT_FOUND);
}

/** Every text in a history in lower case; bytes, which payloads are, as UTF-8. */
function gather(value: unknown, texts: string[]): void {
  if (typeof value === 'string') texts.push(value.toLowerCase());
  else if (value instanceof Uint8Array) texts.push(Buffer.from(value).toString('utf8').toLowerCase());
  else if (Array.isArray(value)) for (const one of value) gather(one, texts);
  else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) gather(one, texts);
}
