import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { DomainError } from '@dripemails/domain';
import yauzl from 'yauzl';
import { unreadable } from './unreadable.js';

/** Reads any part of a stored file. */
export interface FileBytes {
  readonly size: number;
  read(start: number, end: number): Readable;
}

/** A workbook has a few dozen parts; more are no workbook. */
const MAX_ENTRIES = 5000;
/** Bytes of one part unpacked: a sheet of Excel's million rows has less. */
const MAX_ENTRY_BYTES = 1024 ** 3;
/** Text of cells is deflated to a tenth or a thirtieth; what swells more than this only wants to fill the disk. */
const MAX_RATIO = 250;
/** Below this no ratio is suspicious. */
const FREE_BYTES = 4 * 1024 * 1024;

const BROKEN =
  'The file looks like an Excel file (XLSX) but is damaged or cut off. Open it in Excel, save it again, and import that.';
const BOMB =
  'The file unpacks to far more than a list of people (a "zip bomb"). Save the people as CSV and import that.';

/** The parts of an XLSX file, unpacked under limits that are checked while unpacking, whatever the file says of itself. */
export class XlsxArchive {
  private constructor(
    private readonly zip: yauzl.ZipFile,
    private readonly entries: ReadonlyMap<string, yauzl.Entry>,
  ) {}

  /** @throws DomainError `import.unreadable` when it is no workbook that can be read */
  static async open(bytes: FileBytes): Promise<XlsxArchive> {
    const zip = await openZip(bytes);
    const entries = new Map<string, yauzl.Entry>();
    try {
      if (zip.entryCount > MAX_ENTRIES) throw unreadable(BOMB);
      for await (const entry of entriesOf(zip)) {
        if (entry.isEncrypted())
          throw unreadable('The file is protected by a password. Remove it and import the file again.');
        entries.set(entry.fileName, entry);
      }
    } catch (error) {
      zip.close();
      throw asUnreadable(error);
    }
    const archive = new XlsxArchive(zip, entries);
    if (!archive.has('xl/workbook.xml')) {
      archive.close();
      throw unreadable(
        'The file is a ZIP archive and no Excel workbook (XLSX). Unpack it, or save the people as CSV or XLSX.',
      );
    }
    return archive;
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /**
   * The text of a part, piece by piece.
   * @param maxBytes at most so much unpacked
   */
  async *text(name: string, maxBytes = MAX_ENTRY_BYTES): AsyncGenerator<string> {
    const entry = this.entries.get(name);
    if (entry === undefined) throw unreadable(BROKEN);
    if (entry.uncompressedSize > maxBytes) throw unreadable(BOMB);
    const decoder = new TextDecoder('utf-8');
    let total = 0;
    let sum = 0;
    try {
      const stream = await openEntry(this.zip, entry);
      for await (const piece of stream as AsyncIterable<Buffer>) {
        total += piece.length;
        if (total > maxBytes || (total > FREE_BYTES && total > entry.compressedSize * MAX_RATIO))
          throw unreadable(BOMB);
        sum = crc32(piece, sum);
        yield decoder.decode(piece, { stream: true });
      }
      // noise can be inflated to text as well
      if (sum !== entry.crc32) throw unreadable(BROKEN);
    } catch (error) {
      throw asUnreadable(error);
    }
    yield decoder.decode();
  }

  close(): void {
    this.zip.close();
  }
}

/** What the ZIP library and the inflater say of a damaged file helps nobody who wants to import people. */
function asUnreadable(error: unknown): unknown {
  const isOurs = error instanceof DomainError || isOfDatabase(error);
  return isOurs ? error : unreadable(BROKEN);
}

/** The database and its connection are no fault of the file: an error of theirs is to be tried again. */
function isOfDatabase(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  // Node's own begin with ERR_, those of a socket name a system call, those of PostgreSQL a severity
  return 'severity' in error || (/^E[A-Z]+$/.test(code) && 'syscall' in error) || POOL_ERROR.test(error.message);
}

/** What `pg` says without a code when a connection is gone or none is to be had. */
const POOL_ERROR =
  /^(Connection terminated|timeout exceeded when trying to connect|Cannot use a pool|Query read timeout)/;

class Reader extends yauzl.RandomAccessReader {
  constructor(private readonly bytes: FileBytes) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return this.bytes.read(start, end);
  }
}

async function openZip(bytes: FileBytes): Promise<yauzl.ZipFile> {
  return await new Promise((resolve, reject) => {
    yauzl.fromRandomAccessReader(
      new Reader(bytes),
      bytes.size,
      { lazyEntries: true, autoClose: false, validateEntrySizes: true },
      (error, zip) => (error === null ? resolve(zip) : reject(asUnreadable(error) as Error)),
    );
  });
}

async function* entriesOf(zip: yauzl.ZipFile): AsyncGenerator<yauzl.Entry> {
  for (;;) {
    const entry = await new Promise<yauzl.Entry | null>((resolve, reject) => {
      zip.removeAllListeners();
      zip.on('entry', resolve);
      zip.on('end', () => resolve(null));
      zip.on('error', reject);
      zip.readEntry();
    });
    if (entry === null) return;
    yield entry;
  }
}

async function openEntry(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Readable> {
  return await new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error === null ? resolve(stream) : reject(error)));
  });
}
