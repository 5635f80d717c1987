import { describe, expect, it } from '@jest/globals';
import { csvHead, readHead } from './csv-head';

describe('csvHead', () => {
  it('reads header and rows with quotes, doubled quotes and line breaks inside', () => {
    expect(csvHead('email,"Full, name"\r\nada@example.com,"Ada ""the first""\nLovelace"\r\n')).toEqual({
      headers: ['email', 'Full, name'],
      rows: [['ada@example.com', 'Ada "the first"\nLovelace']],
    });
  });

  it.each([[';'], ['\t'], [',']])('takes %j as delimiter', (sign) => {
    expect(csvHead(['email', 'name'].join(sign) + '\n' + ['a@b.c', 'A'].join(sign)).rows).toEqual([['a@b.c', 'A']]);
  });

  it('takes off the byte order mark, skips empty lines and evens out the rows', () => {
    expect(csvHead('\uFEFFemail,name\n\na@b.c\nb@c.d,B,extra\n')).toEqual({
      headers: ['email', 'name'],
      rows: [
        ['a@b.c', ''],
        ['b@c.d', 'B'],
      ],
    });
  });

  it('stops after the rows asked for', () => {
    expect(csvHead('email\n1\n2\n3\n4\n', 2).rows).toEqual([['1'], ['2']]);
  });

  it('finds nothing in an empty file', () => {
    expect(csvHead('')).toEqual({ headers: [], rows: [] });
    expect(csvHead('\n\n')).toEqual({ headers: [], rows: [] });
  });
});

describe('readHead', () => {
  it('knows UTF-16 by its byte order mark', async () => {
    const utf16 = new Blob([new Uint8Array([0xff, 0xfe, 0x61, 0, 0x62, 0])]);
    expect(csvHead(await readHead(utf16)).headers).toEqual(['ab']);
  });
});
