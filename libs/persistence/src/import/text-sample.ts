/** Of the lines that are not ASCII, as much as is needed to tell their encoding. */
const SAMPLE_BYTES = 16 * 1024;
/** Of one line. */
const LINE_BYTES = 4 * 1024;
const LF = 0x0a;
const CR = 0x0d;

/** What the bytes of a file that is no UTF-8 are like. */
export interface TextSample {
  /** Whole lines that hold something beside ASCII; no encoding that we know uses the bytes of a line end for more. */
  readonly bytes: Buffer;
  /** How many lines these are. */
  readonly lines: number;
  /** Some of the file is UTF-8 and some is not: then no one encoding is right. */
  readonly isMixed: boolean;
}

/** Looks at all of a file, and keeps of it what tells the encoding. */
export async function sampleOf(stream: AsyncIterable<Uint8Array>): Promise<TextSample> {
  const survey = new Survey();
  for await (const chunk of stream) survey.push(chunk);
  return survey.end();
}

class Survey {
  private readonly kept: Uint8Array[] = [];
  private keptBytes = 0;
  /** The beginning of a line that goes on in the next piece. */
  private open: Uint8Array = new Uint8Array();
  /** What is not ASCII: well-formed UTF-8 sequences, and bytes that belong to none; in all, and in the line at hand. */
  private readonly all = { utf8: 0, stray: 0 };
  private line = { utf8: 0, stray: 0 };
  private readonly lines = { utf8: 0, other: 0 };

  push(chunk: Uint8Array): void {
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (byte === LF || byte === CR) {
        this.endLine(chunk.subarray(from, at));
        from = at + 1;
      }
      if (byte < 0x80) continue;
      const length = sequenceLength(chunk, at);
      if (length > 1) this.line.utf8++;
      else this.line.stray++;
      at += length - 1;
    }
    // one byte more than is kept tells that it is cut
    this.open = Buffer.concat([this.open, chunk.subarray(from)]).subarray(0, LINE_BYTES + 1);
  }

  end(): TextSample {
    this.endLine(new Uint8Array());
    const { all, lines, kept } = this;
    // other encodings have bytes that happen to be UTF-8 too, but hardly in all of a line
    const isMixed = lines.utf8 * 4 >= lines.other || all.utf8 * 2 >= all.stray;
    return { bytes: Buffer.concat(kept), lines: kept.length / 2, isMixed };
  }

  private endLine(rest: Uint8Array): void {
    const { utf8, stray } = this.line;
    if (utf8 + stray > 0) {
      this.line = { utf8: 0, stray: 0 };
      this.all.utf8 += utf8;
      this.all.stray += stray;
      if (stray === 0) this.lines.utf8++;
      else this.lines.other++;
      if (this.keptBytes < SAMPLE_BYTES) {
        const line = shortened(Buffer.concat([this.open, rest]));
        this.kept.push(line, Uint8Array.of(LF));
        this.keptBytes += line.length;
      }
    }
    this.open = new Uint8Array();
  }
}

/** The beginning of a long line, cut at a delimiter: these are no part of a character in any encoding. */
function shortened(line: Buffer): Buffer {
  if (line.length <= LINE_BYTES) return line;
  const start = line.subarray(0, LINE_BYTES);
  return start.subarray(0, Math.max(0, ...[...',;\t '].map((sign) => start.lastIndexOf(sign))));
}

/** The length of the UTF-8 sequence of more than one byte that begins here; 1 where there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const length =
    lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 1;
  for (let next = 1; next < length; next++) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 1;
  return length;
}
