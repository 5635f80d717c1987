import type {
  DatePage,
  DueEntry,
  Entered,
  PersonNeeds,
  ScheduledDate,
  RawPerson,
  SettleOptions,
  TriggerRef,
  TriggerStore,
} from '@dripemails/application';
import { DEFAULT_SETTINGS, type SequenceSettings, type Trigger } from '@dripemails/domain';
import type { Pool, PoolClient } from 'pg';
import type { SuppressionKey } from '../consent/suppression-sql.js';
import { inTransaction } from '../database.js';
import { PROFILE_COLUMNS, type RawPersonRow, toPerson } from '../subscriber/subscriber-rows.js';
import { enterPeople } from './enter-people.js';
import { DUE, type EntryRow, toEntry } from './entry-rows.js';
import { readPeople } from './pg-person-reader.js';
import { putDates } from './put-dates.js';
import { insertPresence, putPresence } from './put-presence.js';
import { tellKeptOut } from './tell-kept-out.js';

// Serializes all that is decided about a person: with other dispatchers, with a withdrawal of consent, with the API's
// enrolling. Foreign keys to the person are not held up by it. It comes before everything else and in id order, so that
// no two wait for each other, and is a statement of its own, so that those that follow see what was committed before.
const LOCK_PEOPLE = `
  select id from subscriber where workspace_id = $1 and id = any($2::uuid[]) order by id for no key update`;

// By whoever has the lock on its person. What a publish is changing is left for the next time.
const TAKE = `
  delete from trigger_entry where id in (
    select id from trigger_entry where id = any($1::uuid[]) order by id for update skip locked)
  returning id`;

const peoplePage = (columns: string) => `
  select ${columns} from subscriber
  where workspace_id = $1 and ($2::uuid is null or id > $2) and status = 'active' order by id limit $3 for no key update`;
const DATED_PAGE = peoplePage(`id, created_at, ${PROFILE_COLUMNS}`);
const LOCK_PAGE = peoplePage('id');

/** The outbox of the triggers in PostgreSQL. */
export class PgTriggerRepository implements TriggerStore {
  constructor(
    private readonly pool: Pool,
    private readonly key: SuppressionKey,
  ) {}

  async due(now: number, limit: number): Promise<readonly DueEntry[]> {
    const { rows } = await this.pool.query<EntryRow>({
      name: 'trigger-due',
      text: DUE,
      values: [new Date(now), limit],
    });
    return rows.map(toEntry);
  }

  async nextDueAt(): Promise<number | null> {
    const { rows } = await this.pool.query<{ at: Date | null }>('select min(due_at) as at from trigger_entry');
    return rows[0]?.at?.getTime() ?? null;
  }

  async settings(workspaceId: string, sequenceId: string): Promise<SequenceSettings | null> {
    const { rows } = await this.pool.query<{ settings: Partial<SequenceSettings> }>(
      `select v.settings from sequence s join sequence_version v on v.sequence_id = s.id and v.version = s.current_version
       where s.workspace_id = $1 and s.id = $2 and s.state in ('active', 'paused')`,
      [workspaceId, sequenceId],
    );
    return rows[0] === undefined ? null : { ...DEFAULT_SETTINGS, ...rows[0].settings };
  }

  async trigger(ref: TriggerRef): Promise<Trigger | null> {
    const { rows } = await this.pool.query<{ config: Trigger }>(
      'select config from sequence_trigger where workspace_id = $1 and sequence_id = $2 and position = $3',
      [ref.workspaceId, ref.sequenceId, ref.position],
    );
    return rows[0]?.config ?? null;
  }

  async countSubscribers(workspaceId: string): Promise<number> {
    const { rows } = await this.pool.query<{ count: number }>(
      "select count(*)::int as count from subscriber where workspace_id = $1 and status = 'active'",
      [workspaceId],
    );
    return rows[0]?.count ?? 0;
  }

  async postpone(ids: readonly string[], until: number): Promise<void> {
    await this.pool.query('update trigger_entry set due_at = $2 where id = any($1::uuid[])', [ids, new Date(until)]);
  }

  async settle(trigger: TriggerRef, entries: readonly DueEntry[], options: SettleOptions): Promise<readonly Entered[]> {
    return await inTransaction(this.pool, async (client) => {
      const everybody = [...new Set(entries.map(({ subscriberId }) => subscriberId))];
      await client.query({ name: 'trigger-lock', text: LOCK_PEOPLE, values: [trigger.workspaceId, everybody] });
      const taken = await client.query<{ id: string }>({
        name: 'trigger-take',
        text: TAKE,
        values: [entries.map(({ id }) => id)],
      });
      const ids = new Set(taken.rows.map(({ id }) => id));
      const mine = entries.filter(({ id }) => ids.has(id));
      if (mine.length === 0) return [];
      const people = [...new Set(mine.map(({ subscriberId }) => subscriberId))];
      const read =
        options.needs === null
          ? new Map<string, RawPerson>()
          : await readPeople(client, trigger.workspaceId, people, options.needs);
      const planned = mine.map((entry) => ({
        entry,
        consequence: options.decide(entry, read.get(entry.subscriberId) ?? null),
      }));
      await putDates(
        client,
        trigger,
        planned.flatMap(({ entry, consequence: { date } }) =>
          date === undefined ? [] : [{ subscriberId: entry.subscriberId, date }],
        ),
      );
      const allowed = await putPresence(client, trigger, planned);
      const entered = await enterPeople(client, this.key, trigger, allowed, options);
      const used = new Set(entered.map(({ entryId }) => entryId));
      await tellKeptOut(
        client,
        trigger,
        mine.filter(({ id }) => !used.has(id)),
        options.at,
      );
      return entered.map((one) => one.entered);
    });
  }

  async scheduleDates(
    trigger: TriggerRef,
    page: { cursor: string | null; limit: number },
    date: (person: RawPerson) => ScheduledDate | null,
  ): Promise<DatePage> {
    return await inTransaction(this.pool, async (client) => {
      // a change of the field waits, and its own entry follows, so that a date made of what is read here is replaced
      const { rows } = await client.query<RawPersonRow>(DATED_PAGE, [trigger.workspaceId, page.cursor, page.limit]);
      const dates = rows.map((row) => ({ subscriberId: row.id, date: date(toPerson(row, [])) }));
      await putDates(client, trigger, dates);
      return pageOf(rows, page, dates.filter((one) => one.date !== null).length);
    });
  }

  async notePresent(
    trigger: TriggerRef,
    page: { cursor: string | null; limit: number },
    needs: PersonNeeds,
    isIn: (person: RawPerson) => boolean,
  ): Promise<DatePage> {
    return await inTransaction(this.pool, async (client) => {
      // a change of a person waits, and its own entry follows, which finds noted here what they were before
      const { rows } = await client.query<{ id: string }>(LOCK_PAGE, [trigger.workspaceId, page.cursor, page.limit]);
      const everybody = rows.map(({ id }) => id);
      const changed = new Set(await this.asked(client, trigger, everybody));
      const people = everybody.filter((id) => !changed.has(id));
      const read = await readPeople(client, trigger.workspaceId, people, needs);
      const present = people.filter((id) => {
        const person = read.get(id);
        return person !== undefined && isIn(person);
      });
      await insertPresence(client, trigger, present);
      return pageOf(rows, page, present.length);
    });
  }

  /** Those of the people about whom a question of the trigger waits. */
  private async asked(client: PoolClient, trigger: TriggerRef, people: readonly string[]): Promise<readonly string[]> {
    const { rows } = await client.query<{ subscriber_id: string }>(
      `select subscriber_id from trigger_entry
       where workspace_id = $1 and sequence_id = $2 and position = $3 and subscriber_id = any($4::uuid[]) and data ? 'evaluate'`,
      [trigger.workspaceId, trigger.sequenceId, trigger.position, people],
    );
    return rows.map((row) => row.subscriber_id);
  }
}

function pageOf(rows: readonly { id: string }[], page: { limit: number }, scheduled: number): DatePage {
  return { cursor: rows.length < page.limit ? null : (rows.at(-1)?.id ?? null), people: rows.length, scheduled };
}
