import { describe, expect, it } from '@jest/globals';
import { safePath } from './safe-path';

describe('safePath', () => {
  it.each(['/', '/sequences/1?state=held&query=a%20b', '/people#top'])('keeps %s', (path) => {
    expect(safePath(path)).toBe(path);
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    'javascript:alert(1)',
    'sequences',
    '',
    null,
    undefined,
    7,
    '/sign-in?to=/',
    '/sign-out',
  ])('sends %p home', (path) => {
    expect(safePath(path)).toBe('/');
  });
});
