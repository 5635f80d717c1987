import {
  fieldFacts,
  importSource,
  listFact,
  tagFacts,
  type Fact,
  type ImportBatch,
  type ImportRecord,
} from '@dripemails/application';
import type { PoolClient } from 'pg';
import { keyAt, suppressedSql, type SuppressionKey } from '../consent/suppression-sql.js';
import type { ProfileRow } from '../subscriber/subscriber-rows.js';
import { changedFields } from '../trigger/person-writes.js';
import { COUNT_WITHHELD, INSERT_NEW, JOIN_KNOWN, LINK_KNOWN, NEW_ONES, TAG_KNOWN, UPDATE_KNOWN } from './merge-sql.js';
import { stagePeople } from './stage-people.js';

export interface Merged {
  readonly created: number;
  readonly updated: number;
  readonly withheld: number;
  readonly facts: readonly Fact[];
}

const LISTS = 'select id, opt_in from list where workspace_id = $1 and id = any($2::uuid[]) order by id for key share';
const TRIGGERED =
  'select distinct w.key from sequence_trigger t cross join unnest(t.watches) as w(key) where t.workspace_id = $1';
const ANY_SUPPRESSION = 'select exists (select 1 from suppression where workspace_id = $1) as any';
const HOLD_SUPPRESSED = `update import_stage s set held = true where ${suppressedSql('s.email', '$1', keyAt(2))}`;

/** Merges people into a workspace, set by set, in the transaction of the caller. */
export async function mergePeople(
  client: PoolClient,
  job: ImportRecord,
  { people, waves }: ImportBatch,
  { at, suppression }: { at: number; suppression: SuppressionKey },
): Promise<Merged> {
  if (waves.length === 0) return { created: 0, updated: 0, withheld: 0, facts: [] };
  await stagePeople(client, people);
  const { workspaceId } = job;
  const { rows: suppressions } = await client.query<{ any: boolean }>(ANY_SUPPRESSION, [workspaceId]);
  // whoever erased themselves must not come back, and nobody on the list of suppressions becomes somebody to be mailed
  if (suppressions[0]?.any === true) await client.query(HOLD_SUPPRESSED, [workspaceId, ...suppression.parameters]);
  const merge = new Merge(client, job, at, await joiningOf(client, job), await triggeredKeys(client, workspaceId));
  for (const [wave, inWave] of waves.entries()) await merge.wave(wave, inWave);
  return merge.merged;
}

/** The lists to be joined, and as what. */
interface Joining {
  readonly ids: readonly string[];
  readonly statuses: readonly ('active' | 'unconfirmed')[];
}

/** Who said that there is consent is believed; otherwise a list that wants confirmations gets them. */
async function joiningOf(client: PoolClient, { workspaceId, options }: ImportRecord): Promise<Joining> {
  if (options.listIds.length === 0) return { ids: [], statuses: [] };
  const { rows } = await client.query<{ id: string; opt_in: string }>(LISTS, [workspaceId, options.listIds]);
  const asks = ({ opt_in }: { opt_in: string }) =>
    options.consent === 'doubleOptIn' || (options.consent === null && opt_in === 'double');
  return { ids: rows.map(({ id }) => id), statuses: rows.map((list) => (asks(list) ? 'unconfirmed' : 'active')) };
}

async function triggeredKeys(client: PoolClient, workspaceId: string): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ key: string }>(TRIGGERED, [workspaceId]);
  return new Set(rows.map(({ key }) => key));
}

type Old<T> = { [K in keyof T as `old_${string & K}`]: T[K] };

class Merge {
  private created = 0;
  private updated = 0;
  private withheld = 0;
  private readonly facts: Fact[] = [];
  private readonly why: string;
  private readonly source: string;

  constructor(
    private readonly client: PoolClient,
    private readonly job: ImportRecord,
    private readonly at: number,
    private readonly joining: Joining,
    private readonly triggered: ReadonlySet<string>,
  ) {
    this.why = `File '${job.fileName}'`;
    this.source = importSource(job);
  }

  get merged(): Merged {
    const { created, updated, withheld, facts } = this;
    return { created, updated, withheld, facts };
  }

  /** `people` of a batch, whose addresses differ. */
  async wave(wave: number, people: number): Promise<void> {
    const created = await this.insertNew(wave);
    if (created === people) return;
    const { workspaceId, options } = this.job;
    const known = (await this.client.query(LINK_KNOWN, [workspaceId, wave])).rowCount ?? 0;
    // who is skipped stays exactly as they are
    if (known > 0 && options.conflict !== 'skip') {
      await this.updateKnown(wave, UPDATE_KNOWN[options.conflict]);
      if (options.tags.length > 0) await this.tagKnown(wave);
      if (this.joining.ids.length > 0) await this.joinKnown(wave);
    }
    const { rows } = await this.client.query<{ withheld: number }>(COUNT_WITHHELD, [this.joining.ids, wave]);
    this.withheld += rows[0]?.withheld ?? 0;
  }

  private async insertNew(wave: number): Promise<number> {
    const { workspaceId, options } = this.job;
    const { ids, statuses } = this.joining;
    const { rows } = await this.client.query<{ created: number }>(INSERT_NEW, [
      workspaceId,
      wave,
      this.statusOfNew(),
      this.why,
      ids,
      statuses,
      options.tags,
      ids.length === 0 ? [null] : ids,
      options.consentText,
      this.source,
    ]);
    const created = rows[0]?.created ?? 0;
    this.created += created;
    if (created > 0 && this.triggered.size > 0) await this.addFactsOfNew(wave);
    return created;
  }

  /** Nobody is to be mailed who is asked to confirm first. */
  private statusOfNew(): 'active' | 'unconfirmed' {
    const { statuses } = this.joining;
    if (this.job.options.consent === 'doubleOptIn') return 'unconfirmed';
    return statuses.length > 0 && statuses.every((status) => status === 'unconfirmed') ? 'unconfirmed' : 'active';
  }

  /** What of the new a trigger watches; nobody waits for anything of theirs yet. */
  private async addFactsOfNew(wave: number): Promise<void> {
    const { ids, statuses } = this.joining;
    const { workspaceId, options } = this.job;
    const joined = ids.filter((_, at) => statuses[at] === 'active');
    const ofAll = (id: string) => [
      ...joined.map((listId) => listFact(id, 'listJoined', listId, this.at)),
      ...tagFacts(id, 'tagAdded', options.tags, this.at),
    ];
    const isWatched = ({ key }: Fact) => this.triggered.has(key);
    const fields = [...this.triggered].flatMap((key) => (key.startsWith('field:') ? [key.slice('field:'.length)] : []));
    if (fields.length === 0 && !ofAll('').some(isWatched)) return;
    const { rows } = await this.client.query<{ id: string; fields: string[] }>(NEW_ONES, [workspaceId, wave, fields]);
    for (const row of rows)
      this.facts.push(...[...fieldFacts(row.id, row.fields, this.at), ...ofAll(row.id)].filter(isWatched));
  }

  private async updateKnown(wave: number, sql: string): Promise<void> {
    const { rows } = await this.client.query<ProfileRow & Old<ProfileRow> & { id: string }>(sql, [
      this.job.workspaceId,
      wave,
    ]);
    this.updated += rows.length;
    for (const row of rows) this.facts.push(...fieldFacts(row.id, changedFields(oldOf(row), row), this.at));
  }

  private async tagKnown(wave: number): Promise<void> {
    const { rows } = await this.client.query<{ id: string; tag: string }>(TAG_KNOWN, [
      this.job.workspaceId,
      wave,
      this.job.options.tags,
      this.why,
    ]);
    for (const { id, tag } of rows) this.facts.push(...tagFacts(id, 'tagAdded', [tag], this.at));
  }

  private async joinKnown(wave: number): Promise<void> {
    const { ids, statuses } = this.joining;
    const { rows } = await this.client.query<{ id: string; list_id: string; status: string }>(JOIN_KNOWN, [
      this.job.workspaceId,
      wave,
      ids,
      statuses,
      this.why,
      this.job.options.consentText,
      this.source,
    ]);
    for (const { id, list_id, status } of rows)
      if (status === 'active') this.facts.push(listFact(id, 'listJoined', list_id, this.at));
  }
}

function oldOf(row: Old<ProfileRow>): ProfileRow {
  return {
    email: row.old_email,
    first_name: row.old_first_name,
    last_name: row.old_last_name,
    time_zone: row.old_time_zone,
    locale: row.old_locale,
    fields: row.old_fields,
  };
}
