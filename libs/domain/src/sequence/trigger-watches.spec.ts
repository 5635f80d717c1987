import { describe, expect, it } from '@jest/globals';
import type { Trigger } from './sequence-definition.js';
import { triggerWatches } from './trigger-watches.js';

const LIST = '01990000-0000-7000-8000-000000000010';

describe(triggerWatches, () => {
  it.each<[Trigger, string[]]>([
    [{ on: 'listJoined', listId: LIST }, [`list:${LIST}`]],
    [{ on: 'tagAdded', tag: 'vip' }, ['tag:vip']],
    [{ on: 'event', name: 'purchased', key: 'orderId' }, ['event:purchased']],
    [{ on: 'formSubmitted', formId: 'newsletter' }, ['event:form_submitted']],
    [{ on: 'dateReached', field: 'renewal' }, ['field:renewal', 'field:timeZone']],
    [{ on: 'dateReached', field: 'timeZone' }, ['field:timeZone']],
    [{ on: 'sequenceCompleted', sequenceId: LIST }, [`completed:${LIST}`]],
  ])('%j looks at %j', (trigger, watches) => {
    expect(triggerWatches(trigger)).toEqual(watches);
  });

  it('looks at everything that a segment asks, each once, and at people who are new', () => {
    const watches = triggerWatches({
      on: 'segmentEntered',
      if: {
        all: [
          { tag: 'vip' },
          { any: [{ not: { tag: 'vip' } }, { event: 'purchased' }, { list: LIST }] },
          { opened: {} },
        ],
      },
    });
    expect(watches.toSorted()).toEqual(
      ['event:purchased', 'field:createdAt', `list:${LIST}`, 'opened', 'tag:vip'].toSorted(),
    );
  });
});
