import {
  type Condition,
  DomainError,
  leavesOf,
  type NamesById,
  type RuleScope,
  type SegmentRules,
} from '@dripemails/domain';
import type { Clock } from '../clock.js';
import type { CustomFieldRepository } from '../custom-field/custom-field-port.js';
import type { ListRepository } from '../list/list-port.js';
import type { WorkspaceRecord } from '../workspace/workspace-port.js';
import type { AudienceCount, AudienceQuestion, SegmentAudience } from './segment-port.js';

/** How long a person at a screen waits for a number. */
export const COUNT_TIMEOUT_MS = 10_000;

/** A rule, without segments in it, as a question that is asked now. */
export function questionOf(workspace: WorkspaceRecord, condition: Condition, clock: Clock): AudienceQuestion {
  const { id, timeZone } = workspace;
  return { workspaceId: id, condition, now: clock.now(), clock: workspace.clock, timeZone };
}

/** The number, or null where it takes too long: a number is no reason to refuse what it stands beside. */
export async function countOrNull(
  audience: SegmentAudience,
  question: AudienceQuestion,
  timeoutMs: number,
): Promise<AudienceCount | null> {
  try {
    return await audience.count(question, timeoutMs);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'segment.too_slow') return null;
    throw error;
  }
}

/** The lists that a condition and the segments named in it can mean. */
async function listsIn(
  lists: Pick<ListRepository, 'existing'>,
  workspaceId: string,
  conditions: readonly Condition[],
): Promise<ReadonlySet<string>> {
  const named = conditions.flatMap((one) => leavesOf(one).flatMap(({ leaf }) => ('list' in leaf ? [leaf.list] : [])));
  return new Set(await lists.existing(workspaceId, [...new Set(named)]));
}

/** The lists that conditions name, as far as there are such, and the fields of the workspace: what rules are judged by. */
export async function scopeOf(
  ports: { readonly lists: Pick<ListRepository, 'existing'>; readonly customFields: FieldDefinitions },
  workspaceId: string,
  conditions: readonly Condition[],
): Promise<Omit<RuleScope, 'segments'>> {
  const [lists, fields] = await Promise.all([
    listsIn(ports.lists, workspaceId, conditions),
    ports.customFields.definitions(workspaceId),
  ]);
  return { lists, fields };
}
/** The fields that rules can name beside those that everybody has. */
export type FieldDefinitions = Pick<CustomFieldRepository, 'definitions'>;

/** The names of the lists and segments that conditions name, for describing them. */
export async function namesIn(
  lists: Pick<ListRepository, 'existing' | 'get'>,
  workspaceId: string,
  conditions: readonly Condition[],
  rules: SegmentRules,
): Promise<NamesById> {
  const ids = [...(await listsIn(lists, workspaceId, conditions))];
  const named = await Promise.all(ids.map(async (id) => [id, (await lists.get(workspaceId, id)).name] as const));
  return new Map([...named, ...[...rules].map(([id, { name }]) => [id, name] as const)]);
}
