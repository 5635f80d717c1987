import { describe, expect, it } from '@jest/globals';
import { bulkEnrollments } from '@dripemails/contracts';
import { bulkVerbNames, readBulk } from './bulk-form';

const sequenceId = '019364a0-0000-7000-8000-000000000001';
const person = '019364a0-0000-7000-8000-000000000002';
const form = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
};

describe('readBulk', () => {
  it('makes a body that the API takes, for every action', () => {
    for (const verb of bulkVerbNames) {
      const body = readBulk(
        form({ do: verb, ids: person, stepId: 's1', at: '2026-12-02T09:00', timeZone: 'Europe/Paris', rate: '60' }),
        sequenceId,
        undefined,
      );
      expect([verb, bulkEnrollments.safeParse(body).error?.issues ?? []]).toEqual([verb, []]);
      expect(body).toMatchObject({ filter: { sequenceId, ids: [person] }, action: { do: verb }, ratePerMinute: 60 });
    }
  });

  it('means the filter with "all", and never the ids beside it', () => {
    const body = readBulk(form({ do: 'pause', all: 'yes', ids: person, reason: ' holiday ' }), sequenceId, 'held');
    expect(body).toEqual({ filter: { sequenceId, state: 'held' }, action: { do: 'pause' }, reason: 'holiday' });
  });

  it('never takes nobody for everybody', () => {
    expect(readBulk(form({ do: 'stop' }), sequenceId, undefined)).toMatchObject({ field: 'ids' });
  });

  it('gives the choices of each action', () => {
    const action = (fields: Record<string, string>) => {
      const body = readBulk(form({ ids: person, ...fields }), sequenceId, undefined);
      return 'action' in body ? body.action : body.field;
    };
    expect(action({ do: 'resume', mode: 'skipOverdue' })).toEqual({ do: 'resume', mode: 'skipOverdue' });
    expect(action({ do: 'rewind', stepId: 'a', resend: 'yes' })).toEqual({ do: 'rewind', stepId: 'a', resend: true });
    expect(action({ do: 'rewind', stepId: 'a' })).toEqual({ do: 'rewind', stepId: 'a', resend: false });
    expect(action({ do: 'due', at: '2026-12-02T09:00', timeZone: 'Europe/Paris' })).toEqual({
      do: 'due',
      at: '2026-12-02T08:00:00.000Z',
    });
    expect(action({ do: 'due', at: 'soon' })).toBe('at');
    expect(action({ do: 'approve', use: 'original' })).toEqual({ do: 'approve', use: 'original' });
    expect(action({ do: 'dance' })).toBe('do');
  });
});
