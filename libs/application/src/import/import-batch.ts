import { isAscii } from '@dripemails/domain';
import type { ImportBatch, ImportPerson, Rejection } from './import-port.js';

/** More repetitions of one address than this begin a new batch: each is a statement more. */
const MAX_WAVES = 20;

/**
 * An address as no database tells it from others that it holds to be equal: coarser than any rule of upper and lower case.
 * Two addresses with one key only come in different waves, so that too coarse costs a statement and too fine would fail.
 */
export function addressKey(email: string): string {
  if (isAscii(email)) return email.toLowerCase();
  return email.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().toUpperCase().toLowerCase();
}

/** Text that becomes bytes at once, while it is young: what lives longer costs the large collections of garbage. */
const PIECE_CHARS = 64 * 1024;

/** The rows of one transaction as they come. */
export class Batch implements ImportBatch {
  readonly waves: number[] = [];
  readonly rejections: Rejection[] = [];
  private readonly pieces: Uint8Array[] = [];
  private text = '';
  private count = 0;
  private readonly seen = new Map<string, number>();

  constructor(private readonly encode: (person: ImportPerson) => string) {}

  get size(): number {
    return this.count + this.rejections.length;
  }

  get people(): readonly Uint8Array[] {
    this.flush();
    return this.pieces;
  }

  /** Whether one more row with this address still fits. */
  takes(key: string): boolean {
    return (this.seen.get(key) ?? 0) < MAX_WAVES;
  }

  /** Whether both have a row with the same address: then one must be over before the other begins. */
  meets(other: Batch): boolean {
    const [few, many] = this.seen.size < other.seen.size ? [this.seen, other.seen] : [other.seen, this.seen];
    for (const key of few.keys()) if (many.has(key)) return true;
    return false;
  }

  add(person: Omit<ImportPerson, 'wave'>, key: string): void {
    const wave = this.seen.get(key) ?? 0;
    this.seen.set(key, wave + 1);
    this.waves[wave] = (this.waves[wave] ?? 0) + 1;
    this.count++;
    this.text += this.encode({ ...person, wave });
    if (this.text.length >= PIECE_CHARS) this.flush();
  }

  reject(rejection: Rejection): void {
    this.rejections.push(rejection);
  }

  private flush(): void {
    if (this.text === '') return;
    this.pieces.push(Buffer.from(this.text));
    this.text = '';
  }
}
