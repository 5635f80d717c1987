import { describe, expect, it } from '@jest/globals';
import { encodingNamed, IMPORT_ENCODINGS } from './import-encoding.js';

describe(encodingNamed, () => {
  it.each([
    ['windows-1250', 'windows-1250'],
    ['CP1251', 'windows-1251'],
    [' latin1 ', 'windows-1252'],
    ['iso-8859-1', 'windows-1252'],
    ['iso-8859-9', 'windows-1254'],
    ['sjis', 'Shift_JIS'],
    ['gb2312', 'GB18030'],
    ['utf8', 'UTF-8'],
    ['CP850', 'cp850'],
    ['x-mac-roman', 'macintosh'],
  ])('takes %s for %s', (label, name) => {
    expect(encodingNamed(label)).toBe(name);
  });

  it.each(['', 'klingon', 'iso-2022-jp', 'constructor', '__proto__'])('knows no %j', (label) => {
    expect(encodingNamed(label)).toBeNull();
  });

  it('takes every name of ours for itself', () => {
    expect(IMPORT_ENCODINGS.map(encodingNamed)).toEqual([...IMPORT_ENCODINGS]);
  });
});
