import { z } from 'zod';

/** The encodings in which a file of people can be read, by the names under which they are shown. */
export const IMPORT_ENCODINGS = [
  'UTF-8',
  'UTF-16LE',
  'UTF-16BE',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-1258',
  'windows-874',
  'ISO-8859-2',
  'ISO-8859-3',
  'ISO-8859-4',
  'ISO-8859-5',
  'ISO-8859-6',
  'ISO-8859-7',
  'ISO-8859-8',
  'ISO-8859-10',
  'ISO-8859-13',
  'ISO-8859-14',
  'ISO-8859-15',
  'KOI8-R',
  'KOI8-U',
  'IBM866',
  'cp850',
  'cp852',
  'macintosh',
  'x-mac-cyrillic',
  'Shift_JIS',
  'EUC-JP',
  'EUC-KR',
  'GB18030',
  'Big5',
] as const;
export const importEncoding = z.enum(IMPORT_ENCODINGS);
export type ImportEncoding = z.infer<typeof importEncoding>;

/** What the labels of the Encoding Standard end at and we name otherwise: a superset, or the same letters. */
const OTHERWISE: ReadonlyMap<string, ImportEncoding> = new Map([
  ['gbk', 'GB18030'],
  ['iso-8859-8-i', 'ISO-8859-8'],
]);

/**
 * The encoding that a label means: a name of ours, or any label of the WHATWG Encoding Standard (`latin1`, `cp1251`,
 * `sjis`), in whatever case. Null where there is none that can be read.
 */
export function encodingNamed(label: string): ImportEncoding | null {
  const given = label.trim().toLowerCase();
  const ours = (name: string) =>
    IMPORT_ENCODINGS.find((one) => one.toLowerCase() === name) ?? OTHERWISE.get(name) ?? null;
  const named = ours(given);
  if (named !== null) return named;
  try {
    return ours(new TextDecoder(given).encoding);
  } catch {
    // no label of any encoding
    return null;
  }
}
