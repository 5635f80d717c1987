import type { EncodingFound, ImportEncoding } from '@dripemails/contracts';

/** What each encoding is used for, as people look for it. */
export const ENCODING_WORDS: Readonly<Record<ImportEncoding, string>> = {
  'UTF-8': 'all languages',
  'UTF-16LE': 'all languages',
  'UTF-16BE': 'all languages',
  'windows-1250': 'Central European',
  'windows-1251': 'Cyrillic',
  'windows-1252': 'Western European',
  'windows-1253': 'Greek',
  'windows-1254': 'Turkish',
  'windows-1255': 'Hebrew',
  'windows-1256': 'Arabic',
  'windows-1257': 'Baltic',
  'windows-1258': 'Vietnamese',
  'windows-874': 'Thai',
  'ISO-8859-2': 'Central European',
  'ISO-8859-3': 'Maltese, Esperanto',
  'ISO-8859-4': 'Northern European',
  'ISO-8859-5': 'Cyrillic',
  'ISO-8859-6': 'Arabic',
  'ISO-8859-7': 'Greek',
  'ISO-8859-8': 'Hebrew',
  'ISO-8859-10': 'Nordic',
  'ISO-8859-13': 'Baltic',
  'ISO-8859-14': 'Celtic',
  'ISO-8859-15': 'Western European',
  'KOI8-R': 'Russian',
  'KOI8-U': 'Ukrainian',
  IBM866: 'Cyrillic, DOS',
  cp850: 'Western European, DOS',
  cp852: 'Central European, DOS',
  macintosh: 'Western European, old Mac',
  'x-mac-cyrillic': 'Cyrillic, old Mac',
  Shift_JIS: 'Japanese',
  'EUC-JP': 'Japanese, Unix',
  'EUC-KR': 'Korean',
  GB18030: 'Chinese, simplified',
  Big5: 'Chinese, traditional',
};

const FOUND: Readonly<Record<EncodingFound, string>> = {
  chosen: 'chosen as',
  certain: 'detected as',
  likely: 'detected as',
  unsure: 'not sure, perhaps',
};

/** The label over the choice, such as “Encoding: detected as windows-1250”. */
export function encodingLabel(encoding: string, found: EncodingFound | null): string {
  return `Encoding: ${FOUND[found ?? 'likely']} ${encoding}`;
}
