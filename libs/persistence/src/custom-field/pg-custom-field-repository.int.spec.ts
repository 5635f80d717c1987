import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { parseFieldValue, type FieldType } from '@dripemails/domain';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import { v7 as newId } from 'uuid';
import { type Database, openDatabase } from '../database.js';
import { People } from '../testing/people.js';
import { PgCustomFieldRepository } from './pg-custom-field-repository.js';

describe(PgCustomFieldRepository, () => {
  let test: TestDatabase;
  let db: Database;
  let people: People;
  let fields: PgCustomFieldRepository;
  let workspaceId: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 4, onError: () => undefined });
    people = new People(db);
    fields = new PgCustomFieldRepository(db);
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });
  beforeEach(async () => {
    workspaceId = await people.workspace();
  });

  async function field(name: string, type: FieldType = 'text', choices: string[] = []): Promise<string> {
    const id = newId();
    await fields.create(workspaceId, { id, name, label: name, type, choices });
    return id;
  }
  const person = async (values: Record<string, string | number | null | object>) =>
    (
      await people.subscribers.upsert(
        workspaceId,
        newId(),
        { email: `${newId()}@example.com`, fields: values as Record<string, string> },
        [],
      )
    ).id;
  const valuesOf = async (id: string) => (await people.subscribers.get(workspaceId, id)).fields;
  const convert = (id: string, type: FieldType, dryRun = false, choices: string[] = []) =>
    fields.convert(
      workspaceId,
      id,
      { type, choices },
      {
        parse: (value) => parseFieldValue({ name: 'f', type, choices }, value, 'text'),
        dryRun,
      },
    );

  it('makes the fields that are missing, whoever comes first', async () => {
    await field('plan', 'choice', ['a']);
    const asked = [
      { name: 'plan', type: 'text' },
      { name: 'seats', type: 'number' },
    ] as const;
    const answers = await Promise.all([fields.ensure(workspaceId, asked), fields.ensure(workspaceId, asked)]);
    for (const answer of answers)
      expect(answer).toEqual([
        { name: 'plan', type: 'choice', choices: ['a'] },
        { name: 'seats', type: 'number', choices: [] },
      ]);
    await expect(field('seats')).rejects.toMatchObject({ code: 'field.name_taken' });
  });

  it('converts all values or none', async () => {
    const id = await field('seats');
    const [one, two] = [await person({ seats: '12' }), await person({ seats: 'many', other: 'x' })];
    expect(await convert(id, 'number', true)).toEqual({
      ...{ values: 2, converted: 1, misfits: 1 },
      examples: [{ subscriberId: two, problem: expect.stringMatching(/holds a number/) }],
    });
    expect((await convert(id, 'number')).misfits).toBe(1);
    expect(await valuesOf(one)).toEqual({ seats: '12' });
    expect((await fields.get(workspaceId, id)).type).toBe('text');
    await people.subscribers.update(workspaceId, two, { fields: { seats: '3' } }, Date.now());
    expect(await convert(id, 'number')).toMatchObject({ values: 2, converted: 2, misfits: 0 });
    expect([await valuesOf(one), await valuesOf(two)]).toEqual([{ seats: 12 }, { seats: 3, other: 'x' }]);
    expect((await fields.get(workspaceId, id)).type).toBe('number');
    expect(await convert(id, 'text')).toMatchObject({ converted: 2 });
    expect(await valuesOf(one)).toEqual({ seats: '12' });
  });

  it('knows where a field is named, and how many have a value', async () => {
    const id = await field('plan');
    const other = await field('plan_b');
    await person({ plan: 'x' });
    await people.sequence(workspaceId, {
      name: 'By placeholder',
      steps: [{ id: 'a', kind: 'email', subject: 'Your {{ subscriber.fields.plan }}', html: '<p>a</p>' }],
    });
    await people.sequence(workspaceId, {
      name: 'By step',
      steps: [{ id: 'a', kind: 'setField', field: 'plan', value: 'pro' }],
    });
    await db.pool.query('insert into segment (id, workspace_id, name, condition) values ($1, $2, $3, $4)', [
      ...[newId(), workspaceId, 'Pros', JSON.stringify({ field: 'plan', op: 'is', value: 'pro' })],
    ]);
    for (const target of ['field:plan', 'email']) {
      const config = JSON.stringify({
        fields: [
          { target: 'email', label: 'plan' },
          { target, label: 'Plan', required: false },
        ],
      });
      await db.pool.query(
        'insert into form (id, workspace_id, name, config, updated_at) values ($1, $2, $3, $4, now())',
        [...[newId(), workspaceId, `Asks ${target}`, config]],
      );
    }
    const use = await fields.use(workspaceId, id);
    expect(use.values).toBe(1);
    expect(use.usedBy.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual([
      ...['draft By placeholder', 'draft By step', 'form Asks field:plan', 'segment Pros'],
      ...['version By placeholder', 'version By step'],
    ]);
    expect(await fields.use(workspaceId, other)).toEqual({ values: 0, usedBy: [] });
  });

  it('deletes the values of some people at a time, then the field', async () => {
    const id = await field('plan');
    const ids = [];
    for (let n = 0; n < 5; n++) ids.push(await person({ plan: 'x', keep: { a: null } }));
    expect(await fields.deleteSome(workspaceId, id, 2)).toEqual({ removed: 2, isGone: false });
    expect(await fields.deleteSome(workspaceId, id, 2)).toEqual({ removed: 2, isGone: false });
    expect(await fields.deleteSome(workspaceId, id, 2)).toEqual({ removed: 1, isGone: true });
    for (const one of ids) expect(await valuesOf(one)).toEqual({ keep: { a: null } });
    await expect(fields.get(workspaceId, id)).rejects.toMatchObject({ code: 'field.not_found' });
  });

  it('shows nothing of another workspace', async () => {
    const id = await field('plan');
    const stranger = await people.workspace();
    await expect(fields.get(stranger, id)).rejects.toMatchObject({ code: 'field.not_found' });
    await expect(fields.deleteSome(stranger, id, 1)).rejects.toMatchObject({ code: 'field.not_found' });
    await expect(fields.relabel(stranger, id, 'x')).rejects.toMatchObject({ code: 'field.not_found' });
    expect(await fields.definitions(stranger)).toEqual([]);
  });
});
