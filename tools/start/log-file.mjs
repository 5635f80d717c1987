// @ts-check
import { closeSync, mkdirSync, openSync, readSync, renameSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';

// A log is set aside as `<name>.1` beyond this size, so that a demo left running does not fill the disk.
const MAX_BYTES = 20 * 1024 * 1024;

const TAIL_BYTES = 16 * 1024;

/**
 * Opens a log for appending. A long one is set aside first.
 * @param {string} file
 * @returns {number} the file descriptor, to be closed by the caller
 */
export function openLog(file) {
  mkdirSync(path.dirname(file), { recursive: true });
  if (sizeOf(file) > MAX_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}

/** A log that is written line by line, by this process. */
export class LineLog {
  #file;
  #descriptor;
  #bytes;

  /** @param {string} file */
  constructor(file) {
    this.#file = file;
    this.#descriptor = openLog(file);
    this.#bytes = sizeOf(file);
  }

  /** @param {string} line without its line feed */
  write(line) {
    if (this.#bytes > MAX_BYTES) {
      closeSync(this.#descriptor);
      this.#descriptor = openLog(this.#file);
      this.#bytes = 0;
    }
    this.#bytes += writeSync(this.#descriptor, `${line}\n`);
  }

  close() {
    closeSync(this.#descriptor);
  }
}

/**
 * The last lines of a log, for a message about a part that failed.
 * @param {string} file
 * @param {{ lines?: number, since?: number }} [options] `since`: only what was written after it had this size, in bytes
 */
export function tailOf(file, { lines = 15, since = 0 } = {}) {
  const size = sizeOf(file);
  const start = Math.max(since <= size ? since : 0, size - TAIL_BYTES);
  if (start >= size) return '';
  const descriptor = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(size - start);
    readSync(descriptor, buffer, 0, buffer.length, start);
    return buffer.toString('utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } finally {
    closeSync(descriptor);
  }
}

/**
 * @param {string} file
 * @returns {number} bytes; 0 when there is no such file
 */
export function sizeOf(file) {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
