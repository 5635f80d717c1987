import { fieldsMade, findSequenceProblems, flattenSteps, type SequenceProblem } from '@dripemails/domain';
import type { CustomFieldRepository } from '../custom-field/custom-field-port.js';
import type { MessageRenderer } from '../message/renderer-port.js';
import type { SequenceContent } from '../segment/expand-draft.js';
import type { WebhookCaller } from '../webhook/webhook-port.js';
import type { SequencePorts } from './edit-sequence.js';

export interface DraftProblemPorts extends SequencePorts {
  readonly renderer: Pick<MessageRenderer, 'findProblems'>;
  readonly customFields: Pick<CustomFieldRepository, 'definitions'>;
  readonly webhooks: Pick<WebhookCaller, 'problemOf'>;
  /** Why no mail can be revised by AI here; null when it can. */
  readonly aiProblem: string | null;
}

/**
 * Everything that keeps a draft from being published, templates and addresses of webhooks included.
 * @param content with every segment replaced by its rule
 */
export async function findDraftProblems(
  { renderer, sequences, customFields, webhooks, aiProblem }: DraftProblemPorts,
  workspaceId: string,
  sequenceId: string,
  { steps, settings }: SequenceContent,
): Promise<SequenceProblem[]> {
  const fields = await customFields.definitions(workspaceId);
  // those that the steps set will be made by the publish
  const names = new Set([...fields, ...fieldsMade(steps, fields)].map(({ name }) => name));
  const templates = flattenSteps(steps).flatMap(({ step, path: at }) =>
    step.kind === 'email'
      ? renderer
          .findProblems(step, names)
          .map(({ path, message }) => ({ stepId: step.id, path: `${at}.${path}`, message }))
      : [],
  );
  const addresses = flattenSteps(steps).flatMap(({ step, path }) => {
    const message = step.kind === 'webhook' ? webhooks.problemOf(step.url) : null;
    return message === null ? [] : [{ stepId: step.id, path: `${path}.url`, message }];
  });
  const { lists, ...surroundings } = await sequences.surroundings(workspaceId);
  const context = {
    ...{ sequenceId, ...surroundings, lists: new Set(lists.keys()), aiProblem },
    fields,
  };
  return [...findSequenceProblems(steps, settings, context), ...templates, ...addresses];
}
