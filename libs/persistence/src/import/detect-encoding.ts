import type { EncodingFound, ImportEncoding } from '@dripemails/contracts';
import { hasForeignLetters, lostShare, oddShare } from './odd-letters.js';
import { decodeOld } from './text-encoding.js';
import type { TextSample } from './text-sample.js';

/** What the detector may answer, and what we call it. Of two that read the same, it tells the first. */
const CANDIDATES: ReadonlyMap<string, ImportEncoding> = new Map([
  ['windows-1250', 'windows-1250'],
  ['windows-1251', 'windows-1251'],
  ['windows-1252', 'windows-1252'],
  ['windows-1253', 'windows-1253'],
  ['windows-1254', 'windows-1254'],
  ['windows-1255', 'windows-1255'],
  ['windows-1256', 'windows-1256'],
  ['windows-1257', 'windows-1257'],
  ['windows-1258', 'windows-1258'],
  ['cp1258', 'windows-1258'],
  ['cp874', 'windows-874'],
  ['iso-8859-2', 'ISO-8859-2'],
  ['iso-8859-5', 'ISO-8859-5'],
  ['iso-8859-6', 'ISO-8859-6'],
  ['iso-8859-7', 'ISO-8859-7'],
  ['iso-8859-8', 'ISO-8859-8'],
  ['iso-8859-15', 'ISO-8859-15'],
  ['iso8859-15', 'ISO-8859-15'],
  ['koi8-r', 'KOI8-R'],
  ['koi8-u', 'KOI8-U'],
  ['ibm866', 'IBM866'],
  ['cp850', 'cp850'],
  ['cp852', 'cp852'],
  ['macroman', 'macintosh'],
  ['maccyrillic', 'x-mac-cyrillic'],
  ['cp932', 'Shift_JIS'],
  ['shift_jis', 'Shift_JIS'],
  ['euc-jp', 'EUC-JP'],
  ['cp949', 'EUC-KR'],
  ['euc-kr', 'EUC-KR'],
  ['gb18030', 'GB18030'],
  ['big5', 'Big5'],
]);

/** What spreadsheets in Western Europe and America write: of files that could be either, by far the most are this. */
const COMMON = 'windows-1252';
const WESTERN = new Set('br ca cy da de en es eu fi fr ga gl it nb nl nn no pt sv'.split(' '));
const LEAN = { western: 1.4, other: 1.2 } as const;
/** Of two that differ in capitals alone, hardly anybody has the second. */
const RARE: Partial<Record<ImportEncoding, number>> = { 'x-mac-cyrillic': 0.85 };
/** So much better than the next one that reads differently, over so many lines, is sure enough. */
const MARGIN = 0.8;
const SURE_LINES = 5;
/** A damaged character here and there tells nothing of the encoding. */
const MAX_LOST = 0.02;
const SEVERAL_BYTES = ['Shift_JIS', 'EUC-JP', 'EUC-KR', 'GB18030', 'Big5'] as const;

/** How well an encoding fits. */
interface Fit {
  readonly encoding: ImportEncoding;
  readonly score: number;
}

/** The encoding that fits best, how sure that is, and those that fit nearly as well. */
export interface Detected {
  readonly encoding: ImportEncoding;
  readonly found: Extract<EncodingFound, 'likely' | 'unsure'>;
  readonly others: readonly ImportEncoding[];
}

/**
 * Tells the encoding of text that is no UTF-8: every candidate decodes the sample; a model of the world's languages says how
 * well the letters fit, and what nobody would write counts against it.
 */
export async function detectEncoding({ bytes, lines }: TextSample): Promise<Detected> {
  const [best = { encoding: COMMON, score: 0 } as const, ...rest] = await fits(bytes);
  const near = rest.filter(({ score }) => score >= best.score * MARGIN).slice(0, 3);
  return {
    encoding: best.encoding,
    found: near.length === 0 && lines >= SURE_LINES ? 'likely' : 'unsure',
    others: near.map(({ encoding }) => encoding),
  };
}

/**
 * The lines without the few that are damaged in an encoding of several bytes a character: the detector takes no such
 * encoding as soon as one character of it is wrong. Lines of other encodings that seem so are not missed.
 */
function withoutDamage(bytes: Buffer): Buffer {
  const shares = SEVERAL_BYTES.map((encoding) => ({ encoding, lost: lostShare(decodeOld(bytes, encoding)) }));
  const best = shares.reduce((one, other) => (other.lost < one.lost ? other : one));
  if (best.lost === 0 || best.lost > MAX_LOST) return bytes;
  const lines = bytes.toString('latin1').split('\n');
  const whole = lines.filter((line) => !decodeOld(Buffer.from(line, 'latin1'), best.encoding).includes('\uFFFD'));
  return Buffer.from(whole.join('\n'), 'latin1');
}

/** Best first; of those that read the same only the first. */
async function fits(sample: Buffer): Promise<Fit[]> {
  const bytes = withoutDamage(sample);
  // its model takes a tenth of a second and some megabytes: only who reads an old encoding pays
  const { chardet } = await import('jschardet');
  const answers = chardet.detectAll(bytes, {
    ignoreThreshold: true,
    includeEncodings: CANDIDATES.keys(),
    noMatchEncoding: COMMON,
    emptyInputEncoding: COMMON,
  });
  const read = new Map<string, Fit>();
  for (const { encoding: name, confidence, language } of answers) {
    const encoding = CANDIDATES.get(name?.toLowerCase() ?? '');
    if (encoding === undefined) continue;
    const text = decodeOld(bytes, encoding);
    if (read.has(text) || (encoding !== COMMON && lostShare(text) > MAX_LOST)) continue;
    const lean = encoding === COMMON ? LEAN[WESTERN.has(language ?? '') ? 'western' : 'other'] : (RARE[encoding] ?? 1);
    read.set(text, { encoding, score: confidence * lean * plausible(text) });
  }
  const common = decodeOld(bytes, COMMON);
  if (!hasForeignLetters(common)) {
    // a model of languages knows nothing of prices in € or of the ’ in O’Neill
    const top = Math.max(0.01, ...answers.map(({ confidence }) => confidence));
    read.set(common, { encoding: COMMON, score: top * LEAN.western * plausible(common) });
  }
  return [...read.values()].sort((one, other) => other.score - one.score);
}

const plausible = (text: string): number => (1 - oddShare(text)) ** 4;
