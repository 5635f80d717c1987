import { describe, expect, it } from '@jest/globals';
import type { Condition } from '../segment/condition.js';
import { findSequenceProblems } from './find-problems.js';
import type { PublishContext } from './publish-context.js';
import { DEFAULT_SETTINGS } from './sequence-definition.js';
import type { Step } from './step.js';

const context: PublishContext = {
  ...{ sequenceId: 'own', lists: new Set(), topics: new Set(), forms: new Set(), aiProblem: null },
  ...{ sequences: new Map(), fields: [] },
};
const problemsOf = (...steps: Step[]) => findSequenceProblems(steps, DEFAULT_SETTINGS, context);
const mail = (html: string, text?: string): Step => ({ id: 'm', kind: 'email', subject: 'M', html, text });
const LINKED = '<a href="https://shop.example/a">x</a>';

describe('a goal on a click, at publish', () => {
  const goal = (condition: Condition): Step => ({ id: 'g', kind: 'goal', if: condition });
  const clicked = (link?: string): Condition => ({ clicked: { step: 'm', link } });

  it.each<[string, Condition, string, RegExp]>([
    ['no link', clicked(), '<p>m</p>', /^It is never met: 'M' has no link to click\. Add one to the mail, or choose/],
    ['no link at all', clicked('https://shop.example/*'), '<p>m</p>', /'M' has no link to click\. Add one/],
    ['another link', clicked('https://nowhere.example/'), LINKED, /'M' has no link 'https:\/\/nowhere\.example\/' to click\. Correct/], // prettier-ignore
    ['links of another site', { all: [clicked('https://nowhere.example/*'), { tag: 't' }] }, LINKED, /nowhere/],
  ])('is refused where the mail has %s', (_name, condition, html, message) => {
    expect(problemsOf(mail(html), goal(condition))).toEqual([
      { stepId: 'g', path: 'steps.1.if', message: expect.stringMatching(message) },
    ]);
  });

  it.each<[string, Condition]>([
    ['the mail has it', clicked('https://shop.example/a')],
    ['the mail has one that begins so', clicked('https://shop.*')],
    ['something else can meet it', { any: [clicked('https://nowhere.example/'), { tag: 't' }] }],
    ['any mail may have it', { clicked: { link: 'https://nowhere.example/' } }],
  ])('is taken where %s', (_name, condition) => {
    expect(problemsOf(mail(LINKED), goal(condition))).toEqual([]);
  });
});

describe('the body of a mail, at publish', () => {
  it.each<[string, string | undefined]>([
    ['', undefined],
    ['', ' '],
    ['<p> &nbsp;</p>', undefined],
    // most readers are shown the HTML
    ['<p> &nbsp;</p>', 'Hello'],
  ])('is refused as %p with the text %p', (html, text) => {
    expect(problemsOf(mail(html, text))).toEqual([
      { stepId: 'm', path: 'steps.0.html', message: 'The mail is empty: write a body.' },
    ]);
  });

  it.each<[string, string | undefined]>([
    ['', 'Hello'],
    ['<img src="https://example.com/a.png">', undefined],
  ])('is taken as %p with the text %p', (html, text) => {
    expect(problemsOf(mail(html, text))).toEqual([]);
  });
});
