import { DomainError } from '@dripemails/domain';
import { unreadable } from './unreadable.js';
import type { XlsxArchive } from './xlsx-archive.js';
import { XmlEvents, type XmlHandler } from './xml-events.js';

/** What is needed to read a sheet's cells. */
export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  readonly sharedStrings: readonly string[];
  /** By style of a cell: whether its number is a date. */
  readonly isDate: readonly boolean[];
  /** Days are counted from 1904, as old Macs did. */
  readonly from1904: boolean;
}

/** Characters of all shared texts, which are kept in memory. */
const MAX_SHARED_CHARS = 48 * 1024 * 1024;
/** Bytes of a part that only describes. */
const MAX_PART_BYTES = 32 * 1024 * 1024;
const MAX_SHARED_BYTES = 256 * 1024 * 1024;

/** @throws DomainError `import.unreadable` */
export async function readWorkbook(archive: XlsxArchive): Promise<Workbook> {
  const targets = new Map<string, string>();
  await feed(archive, 'xl/_rels/workbook.xml.rels', {
    ...SILENT,
    open: (name, { Id, Target }) => {
      if (name === 'Relationship' && Id !== undefined && Target !== undefined) targets.set(Id, partOf(Target));
    },
  });
  const sheets: { name: string; part: string; isHidden: boolean }[] = [];
  let from1904 = false;
  await feed(archive, 'xl/workbook.xml', {
    ...SILENT,
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const part = targets.get(attributes['r:id'] ?? '') ?? '';
      // ECMA-376 part 1, 18.18.68: hidden, veryHidden, or visible, which some programs write out
      const isHidden = !['visible', undefined].includes(attributes['state']);
      if (archive.has(part)) sheets.push({ name: attributes['name'] ?? '', part, isHidden });
    },
  });
  if (sheets.length === 0)
    throw unreadable('The workbook has no sheet with cells. Put the people on a sheet, a header above them.');
  // what is hidden comes last: the first sheet is the one that is read unless another is asked for
  sheets.sort((one, other) => Number(one.isHidden) - Number(other.isHidden));
  return {
    sheets: sheets.map(({ name, part }) => ({ name, part })),
    sharedStrings: await readSharedStrings(archive),
    isDate: await readDateStyles(archive),
    from1904,
  };
}

/** @throws DomainError `input.invalid` on path `sheet` */
export function sheetOf(workbook: Workbook, name: string | null): Workbook['sheets'][number] {
  const sheet = name === null ? workbook.sheets[0] : workbook.sheets.find((one) => one.name === name);
  if (sheet !== undefined) return sheet;
  const message = `The file has no sheet '${(name ?? '').slice(0, 100)}'. It has: ${workbook.sheets
    .map((one) => one.name)
    .join(', ')
    .slice(0, 300)}.`;
  throw new DomainError('input.invalid', message, [{ path: 'sheet', message }]);
}

const SILENT: XmlHandler = { open: () => undefined, close: () => undefined, text: () => undefined };

async function feed(archive: XlsxArchive, part: string, handler: XmlHandler, maxBytes = MAX_PART_BYTES): Promise<void> {
  const events = new XmlEvents(handler);
  for await (const text of archive.text(part, maxBytes)) events.push(text);
  events.end();
}

/** Targets are relative to `xl/` or begin at the root. */
function partOf(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
}

async function readSharedStrings(archive: XlsxArchive): Promise<string[]> {
  const part = 'xl/sharedStrings.xml';
  const strings: string[] = [];
  if (!archive.has(part)) return strings;
  let chars = 0;
  let text = '';
  let isText = false;
  let phonetic = 0;
  await feed(
    archive,
    part,
    {
      open: (name) => {
        if (name === 'si') text = '';
        if (name === 'rPh') phonetic++;
        isText = name === 't' && phonetic === 0;
      },
      close: (name) => {
        if (name === 'rPh') phonetic--;
        if (name === 't') isText = false;
        if (name === 'si') strings.push(text);
      },
      text: (piece) => {
        if (!isText) return;
        text += piece;
        chars += piece.length;
        if (chars > MAX_SHARED_CHARS)
          throw unreadable(
            'The workbook has too much text to be read as XLSX. Save the sheet as CSV (UTF-8) and import that.',
          );
      },
    },
    MAX_SHARED_BYTES,
  );
  return strings;
}

async function readDateStyles(archive: XlsxArchive): Promise<boolean[]> {
  const part = 'xl/styles.xml';
  const isDate: boolean[] = [];
  if (!archive.has(part)) return isDate;
  const codes = new Map<string, string>();
  let isInCells = false;
  await feed(archive, part, {
    ...SILENT,
    open: (name, attributes) => {
      if (name === 'numFmt') codes.set(attributes['numFmtId'] ?? '', attributes['formatCode'] ?? '');
      if (name === 'cellXfs') isInCells = true;
      if (name === 'xf' && isInCells) isDate.push(isDateFormat(attributes['numFmtId'] ?? '0', codes));
    },
    close: (name) => {
      if (name === 'cellXfs') isInCells = false;
    },
  });
  return isDate;
}

/** ECMA-376 part 1, 18.8.30: 14 to 22 and 45 to 47 are dates and times; of others the code tells. */
function isDateFormat(id: string, codes: ReadonlyMap<string, string>): boolean {
  const number = Number(id);
  if ((number >= 14 && number <= 22) || (number >= 45 && number <= 47)) return true;
  const code = codes.get(id);
  return code !== undefined && /[ymdhs]/i.test(code.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]|general/gi, ''));
}
