import { describe, expect, it } from '@jest/globals';
import { errorsByStep, readSteps } from './step-form';

const form = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};

describe('readSteps', () => {
  it('reads emails and waits in their order', () => {
    const steps = readSteps(
      form({
        'steps.0.id': 'a',
        'steps.0.kind': 'wait',
        'steps.0.amount': '2',
        'steps.0.unit': 'weeks',
        'steps.1.id': 'b',
        'steps.1.kind': 'email',
        'steps.1.subject': 'Hi',
        'steps.1.html': '<p>x</p>\r\n<p>y</p>',
        'steps.1.text': '  ',
      }),
    );
    expect(steps).toEqual([
      { id: 'a', kind: 'wait', for: { amount: 2, unit: 'weeks' } },
      { id: 'b', kind: 'email', subject: 'Hi', html: '<p>x</p>\n<p>y</p>' },
    ]);
  });

  it('keeps a text part, and falls back to days for a unit that is none', () => {
    const steps = readSteps(
      form({
        'steps.0.id': 'a',
        'steps.0.kind': 'email',
        'steps.0.text': 'plain',
        'steps.1.id': 'b',
        'steps.1.kind': 'wait',
        'steps.1.amount': '1',
        'steps.1.unit': 'eons',
      }),
    );
    expect(steps[0]).toMatchObject({ text: 'plain' });
    expect(steps[1]).toMatchObject({ for: { unit: 'days' } });
  });

  it('gives an empty list for a form without steps', () => {
    expect(readSteps(form({ intent: 'save' }))).toEqual([]);
  });
});

describe('errorsByStep', () => {
  it('finds the step in dotted and in slashed paths', () => {
    const errors = errorsByStep({
      'steps.2.subject': ['write a subject'],
      '/steps/2/html': ['too long'],
      name: ['give it a name'],
    });
    expect([...errors]).toEqual([[2, ['write a subject', 'too long']]]);
  });
});
