import { describe, expect, it } from '@jest/globals';
import { sequenceSettings } from '@dripemails/contracts';
import { changeRows, formTree } from './form-tree';
import { datesFrom, readSettings, usualWindow } from './settings-form';
import { newTrigger, triggerKinds, triggerWords } from './trigger-words';

const id = '019364a0-0000-7000-8000-000000000001';
const tree = (fields: readonly (readonly [string, string])[]) => {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return formTree(data);
};

describe('readSettings', () => {
  it('reads every field of the panel', () => {
    const settings = readSettings(
      tree([
        ['triggers.0.on', 'listJoined'],
        ['triggers.0.listId', id],
        ['triggers.1.on', 'tagAdded'],
        ['triggers.1.tag', 'vip'],
        ['triggers.2.on', 'event'],
        ['triggers.2.name', 'order.placed'],
        ['triggers.2.key', 'orderId'],
        ['triggers.2.where.0.property', 'total'],
        ['triggers.2.where.0.op', 'greaterThan'],
        ['triggers.2.where.0.value', '40'],
        ['triggers.3.on', 'segmentEntered'],
        ['triggers.3.if.group', 'all'],
        ['triggers.3.if.rules.0.about', 'tag'],
        ['triggers.3.if.rules.0.tag', 'vip'],
        ['triggers.4.on', 'formSubmitted'],
        ['triggers.4.formId', 'signup'],
        ['triggers.5.on', 'dateReached'],
        ['triggers.5.field', 'birthday'],
        ['triggers.5.offset.amount', '1'],
        ['triggers.5.offset.unit', 'weeks'],
        ['triggers.5.offset.way', 'before'],
        ['triggers.5.yearly', 'yes'],
        ['triggers.6.on', 'sequenceCompleted'],
        ['triggers.6.sequenceId', id],
        ['reentry.rule', 'afterDays'],
        ['reentry.days', '30'],
        ['hasWindow', 'yes'],
        ['window.weekdays', '1'],
        ['window.weekdays', '3'],
        ['window.from', '09:00'],
        ['window.to', '00:00'],
        ['window.zone', 'one'],
        ['window.timeZone', 'Europe/Paris'],
        ['window.skipDates', '2026-12-24\r\n12-25'],
        ['jitterMinutes', '5'],
        ['stopOnReply', 'yes'],
      ]),
    );
    expect(settings).toEqual({
      triggers: [
        { on: 'listJoined', listId: id },
        { on: 'tagAdded', tag: 'vip' },
        {
          on: 'event',
          name: 'order.placed',
          key: 'orderId',
          where: [{ property: 'total', op: 'greaterThan', value: '40' }],
        },
        { on: 'segmentEntered', if: { tag: 'vip' } },
        { on: 'formSubmitted', formId: 'signup' },
        { on: 'dateReached', field: 'birthday', offset: { amount: -1, unit: 'weeks' }, yearly: true },
        { on: 'sequenceCompleted', sequenceId: id },
      ],
      reentry: { rule: 'afterDays', days: 30 },
      window: {
        weekdays: [1, 3],
        from: '09:00',
        to: '24:00',
        timeZone: 'Europe/Paris',
        skipDates: ['2026-12-24', '12-25'],
      },
      jitterMinutes: 5,
      stopOnReply: true,
    });
    expect(sequenceSettings.safeParse(settings).success).toBe(true);
  });

  it('takes what is not ticked for no, and the zone of each person unless one is named', () => {
    const settings = readSettings(
      tree([
        ['jitterMinutes', '1'],
        ['reentry.rule', 'never'],
      ]),
    );
    expect(settings).toEqual({
      triggers: [],
      reentry: { rule: 'never' },
      window: null,
      jitterMinutes: 1,
      stopOnReply: false,
    });
    const theirs = readSettings(
      tree([
        ['hasWindow', 'yes'],
        ['window.from', '08:00'],
        ['window.to', '12:00'],
        ['window.zone', 'subscriber'],
        ['window.timeZone', 'Europe/Paris'],
      ]),
    );
    expect(theirs.window).toMatchObject({ timeZone: 'subscriber', weekdays: [] });
  });

  it('begins a window that was just switched on with working hours', () => {
    expect(readSettings(tree([['hasWindow', 'yes']])).window).toEqual(usualWindow);
  });

  it('adds and deletes triggers before JavaScript', () => {
    const given = tree([
      ['triggers.0.on', 'tagAdded'],
      ['triggers.0.tag', 'a'],
    ]);
    expect(changeRows(given, 'push:triggers')).toBe(true);
    expect(readSettings(given).triggers).toEqual([{ on: 'tagAdded', tag: 'a' }, newTrigger('listJoined')]);
    changeRows(given, 'drop:triggers.0');
    expect(readSettings(given).triggers).toEqual([newTrigger('listJoined')]);
  });
});

describe('datesFrom', () => {
  it('takes lines, commas and spaces', () => {
    expect(datesFrom(' 2026-12-24,12-25\n\n01-01 ')).toEqual(['2026-12-24', '12-25', '01-01']);
  });
});

describe('triggerWords', () => {
  it('ends the sentence "When somebody" for every kind', () => {
    const triggers = triggerKinds.map(newTrigger);
    const words = triggerWords(
      { window: null, jitterMinutes: 0, reentry: { rule: 'never' }, triggers, stopOnReply: true },
      new Map(),
    );
    expect(words).toHaveLength(7);
    expect(new Set(words).size).toBe(7);
    expect(words[0]).toBe('joins a list');
  });

  it('names what a trigger points at', () => {
    const triggers = [
      { on: 'listJoined', listId: 'l' },
      { on: 'formSubmitted', formId: 'f' },
      { on: 'formSubmitted', formId: 'contact-us' },
    ] as const;
    const words = triggerWords(
      { window: null, jitterMinutes: 0, reentry: { rule: 'never' }, triggers: [...triggers], stopOnReply: true },
      new Map([
        ['l', 'Friends'],
        ['f', 'Newsletter'],
      ]),
    );
    expect(words).toEqual(['joins Friends', 'sends in the form Newsletter', 'sends in the form contact-us']);
  });
});
