// @ts-check
import { gunzipSync, inflateRawSync } from 'node:zlib';

/**
 * Takes one file out of a .tar.gz, a .zip or a wheel (which is a zip), without programs that a machine may not have.
 * @param {Buffer} archive
 * @param {(path: string) => boolean} wanted
 * @returns {Buffer | undefined} the content of the first match
 * @throws {Error} when the archive is damaged or of another kind
 */
export function extractFile(archive, wanted) {
  if (archive.length > 2 && archive.readUInt16BE(0) === 0x1f8b) return fromTar(gunzipSync(archive), wanted);
  if (archive.length > 4 && archive.readUInt32LE(0) === 0x04034b50) return fromZip(archive, wanted);
  throw new Error('neither a .tar.gz nor a .zip');
}

/**
 * Format: POSIX.1-1988 ustar; the few names that need its extensions are not the ones wanted here.
 * @param {Buffer} tar
 * @param {(path: string) => boolean} wanted
 */
function fromTar(tar, wanted) {
  const block = 512;
  for (let at = 0; at + block <= tar.length;) {
    const header = tar.subarray(at, at + block);
    const text = (/** @type {number} */ from, /** @type {number} */ to) =>
      (header.toString('utf8', from, to).split('\0')[0] ?? '').trim();
    const name = text(0, 100);
    const size = Number.parseInt(text(124, 136) || '0', 8);
    const isFile = ['', '0'].includes(text(156, 157));
    const start = at + block;
    if (isFile && name !== '' && wanted(name)) {
      if (start + size > tar.length) throw new Error('the archive is cut off');
      return tar.subarray(start, start + size);
    }
    at = start + Math.ceil(size / block) * block;
  }
  return undefined;
}

/**
 * Format: PKWARE APPNOTE 4.3, read from the central directory at the end; no zip64, the files are far below 4 GB.
 * @param {Buffer} zip
 * @param {(path: string) => boolean} wanted
 */
function fromZip(zip, wanted) {
  const end = zip.lastIndexOf(Buffer.from('504b0506', 'hex'));
  if (end < 0) throw new Error('the archive is cut off');
  let entry = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(entry + offset));
    const name = zip.toString('utf8', entry + 46, entry + 46 + (nameLength ?? 0));
    if (wanted(name)) {
      const method = zip.readUInt16LE(entry + 10);
      const size = zip.readUInt32LE(entry + 20);
      const local = zip.readUInt32LE(entry + 42);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const content = zip.subarray(start, start + size);
      return method === 0 ? content : inflateRawSync(content);
    }
    entry += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return undefined;
}
