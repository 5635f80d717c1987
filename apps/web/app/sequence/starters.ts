import type { Step } from '@dripemails/contracts';
import { newStep, newStepId } from './step-kinds';

const paragraph = (words: string) => `<p>${words}</p>`;
const hello = paragraph('Hello {{ subscriber.firstName | default: "there" }},');

const mail = (subject: string, ...paragraphs: string[]): Step => ({
  id: newStepId(),
  kind: 'email',
  subject,
  html: [hello, ...paragraphs.map(paragraph)].join('\n'),
});
const wait = (days: number): Step => ({ id: newStepId(), kind: 'wait', for: { amount: days, unit: 'days' } });

/** What a new sequence can start from; all of it can be changed afterwards. */
export const starters = {
  blank: {
    label: 'One email',
    hint: 'A single mail to build on.',
    steps: () => [newStep('email', newStepId())],
  },
  welcome: {
    label: 'Welcome series',
    hint: 'Three mails over five days, ready for your own words.',
    steps: () => [
      mail(
        'Welcome, {{ subscriber.firstName | default: "friend" }}!',
        'Good to have you here. Over the next days we will show you around.',
      ),
      wait(2),
      mail('Three things to try first', 'Most people start with these three.'),
      wait(3),
      mail('How is it going?', 'Reply to this mail and tell us; a person reads every answer.'),
    ],
  },
} satisfies Record<string, { label: string; hint: string; steps: () => Step[] }>;

export type StarterName = keyof typeof starters;
export const starterNames: readonly [StarterName, ...StarterName[]] = ['blank', 'welcome'];
