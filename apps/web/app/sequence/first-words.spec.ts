import { describe, expect, it } from '@jest/globals';
import { firstWords } from './first-words';

describe('firstWords', () => {
  it('reads the words between tags', () => {
    expect(firstWords('<style>p{}</style><h1>Hello</h1>\n<p>you &amp;&nbsp;me</p>')).toBe('Hello you & me');
  });

  it('cuts what is long', () => {
    expect(firstWords('<p>one two three</p>', 7)).toBe('one two…');
  });
});
