import { describe, expect, it } from '@jest/globals';
import { importSource, type ImportRecord } from '../import/import-port.js';
import { nameSources } from './name-sources.js';
import { sourceOf } from './source-of.js';

const IMPORT_ID = '019364a0-0000-7000-8000-000000000001';
const ADA = '019364a0-0000-7000-8000-00000000000a';
const GONE = '019364a0-0000-7000-8000-00000000000b';
const SHOP = '019364a0-0000-7000-8000-00000000000c';

const importedBy = (actor: string, fileName = 'people.csv') =>
  importSource({ id: IMPORT_ID, fileName, options: { actor } as ImportRecord['options'] });

describe(nameSources, () => {
  it('names who imported or changed something, asking once for all of a page', async () => {
    const asked: (readonly string[])[] = [];
    const names = {
      names: async (_workspaceId: string, ids: readonly string[]) => {
        asked.push(ids);
        return new Map([
          [ADA, 'Ada'],
          [SHOP, 'Shop'],
        ]);
      },
    };
    const odd = `of 'a' by user ${GONE}\n.csv`;
    const sources = [
      ...[importedBy(`user ${ADA}`), importedBy(`user ${ADA}`), importedBy(`apiKey ${SHOP}`, odd)],
      ...[importedBy(`user ${GONE}`), importedBy('system cli'), 'Preference page'],
      ...(['user', 'apiKey', 'system'] as const).map((kind) => sourceOf({ workspaceId: 'w', kind, id: ADA })),
    ];
    const named = await nameSources(names, 'w', sources);
    expect(sources.map((source) => named.get(source))).toEqual([
      { source: "Import of 'people.csv'", by: { kind: 'user', id: ADA, name: 'Ada' } },
      { source: "Import of 'people.csv'", by: { kind: 'user', id: ADA, name: 'Ada' } },
      { source: `Import of '${odd}'`, by: { kind: 'apiKey', id: SHOP, name: 'Shop' } },
      { source: "Import of 'people.csv'", by: { kind: 'user', id: GONE, name: null } },
      { source: "Import of 'people.csv'", by: null },
      { source: 'Preference page', by: null },
      { source: 'Web app', by: { kind: 'user', id: ADA, name: 'Ada' } },
      { source: 'API', by: { kind: 'apiKey', id: ADA, name: 'Ada' } },
      { source: 'System', by: null },
    ]);
    expect(asked).toEqual([[ADA, SHOP, GONE]]);
  });

  it('asks nobody where no member is in a source', async () => {
    const none = { names: () => Promise.reject(new Error('asked')) };
    await expect(nameSources(none, 'w', ['Preference page'])).resolves.toEqual(
      new Map([['Preference page', { source: 'Preference page', by: null }]]),
    );
  });
});
