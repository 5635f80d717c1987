import type { Assumption } from '@dripemails/contracts';
import { at, items, lines, oneOf, text, type FormTree } from './form-tree';
import { headersFrom, readScalar } from './step-form';
import { readPeriod } from './wait-form';
import type { Period } from './wait-words';

export type Deed = Assumption['does'];
export const deedWords: Record<Deed, string> = {
  open: 'opens a mail',
  click: 'clicks in a mail',
  reply: 'replies',
  unsubscribe: 'unsubscribes',
  event: 'does something (an event)',
  getTag: 'gets a tag',
  setField: 'gets a field',
};
export const deeds = Object.keys(deedWords) as Deed[];

/** An assumption to begin with. `step` is the mail that it may be about. */
export function newAssumption(does: Deed, after: Period, step = ''): Assumption {
  switch (does) {
    case 'open':
    case 'click':
      return { does, step, after };
    case 'reply':
      return { does, ...(step !== '' && { step }), after };
    case 'unsubscribe':
      return { does, after };
    case 'event':
      return { does, name: '', properties: {}, after };
    case 'getTag':
      return { does, tag: '', after };
    case 'setField':
      return { does, field: '', value: '', after };
  }
}

/** What the person is taken to do, as the rows of the form hold it. */
export const readAssumptions = (tree: FormTree): Assumption[] => items(tree, 'assume').map(readAssumption);

function readAssumption(tree: FormTree): Assumption {
  const does = oneOf(deeds, text(tree, 'does'), 'open');
  const after = readPeriod(at(tree, 'after'));
  const step = text(tree, 'step');
  switch (does) {
    case 'open':
      return { does, step, after };
    case 'click': {
      const link = text(tree, 'link').trim();
      return { does, step, ...(link !== '' && { link }), after };
    }
    case 'reply':
      return { does, ...(step !== '' && { step }), after };
    case 'unsubscribe':
      return { does, after };
    case 'event':
      return { does, name: text(tree, 'name').trim(), properties: headersFrom(lines(tree, 'properties')), after };
    case 'getTag':
      return { does, tag: text(tree, 'tag').trim(), after };
    case 'setField':
      return { does, field: text(tree, 'field').trim(), value: readScalar(tree), after };
  }
}
