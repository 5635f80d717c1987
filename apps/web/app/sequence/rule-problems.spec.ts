import { describe, expect, it } from '@jest/globals';
import { ruleProblems } from './rule-problems';

describe(ruleProblems, () => {
  it.each([
    ['', '', ''],
    ['all', '', ''],
    ['op', '1', 'op'],
    ['not.field', '1', 'field'],
    ['all.1.value', '2', 'value'],
    ['not.any.0.list', '1', 'list'],
    ['any.1.not.any.0.opened.step', '2.1', 'opened.step'],
    ['any.2.all', '3', ''],
    ['all.0.where.1.op', '1', 'where.1.op'],
  ])('%j is about rule %j', (path, place, part) => {
    expect([...ruleProblems([[path, ['no']]])]).toEqual([[place, [{ part, message: 'no' }]]]);
  });

  it('says each sentence about a rule once', () => {
    const problems = ruleProblems([
      ['all.0.op', ['a', 'a']],
      ['all.0.value', ['a', 'b']],
    ]);
    expect(problems.get('1')?.map(({ message }) => message)).toEqual(['a', 'b']);
  });
});
