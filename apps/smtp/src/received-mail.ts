import type { SMTPServerDataStream } from 'smtp-server';
import type { IntakeMemory } from './intake-memory.js';

/** What came of a DATA command. */
export type ReceivedMail =
  | { readonly kind: 'complete'; readonly raw: Buffer }
  /** Larger than the server takes; smtp-server answers this itself. */
  | { readonly kind: 'oversized' }
  /** No memory left for it. */
  | { readonly kind: 'overloaded' }
  /** The client went away before the final dot: there is no mail. */
  | { readonly kind: 'gone' };

/**
 * Reads a mail to its final dot and hands it to `use`; its memory is taken for as long as `use` works. A mail that cannot
 * be taken is read to the end all the same, as SMTP has no other place to say so, but not kept.
 */
export async function withReceivedMail(
  stream: SMTPServerDataStream,
  memory: IntakeMemory,
  use: (mail: ReceivedMail) => Promise<void>,
): Promise<void> {
  let chunks: Buffer[] = [];
  let reserved = 0;
  let isOverloaded = false;
  const drop = (): void => {
    memory.release(reserved);
    reserved = 0;
    chunks = [];
  };
  try {
    const isComplete = await new Promise<boolean>((resolve) => {
      stream.on('data', (chunk: Buffer) => {
        if (isOverloaded || stream.sizeExceeded) return drop();
        if (memory.reserve(chunk.length)) {
          reserved += chunk.length;
          chunks.push(chunk);
        } else {
          isOverloaded = true;
          drop();
        }
      });
      stream.once('end', () => resolve(true));
      stream.once('error', () => resolve(false)); // only smtp-server raises one: the client is gone
      stream.once('close', () => resolve(false));
    });
    if (!isComplete) await use({ kind: 'gone' });
    else if (stream.sizeExceeded) await use({ kind: 'oversized' });
    else if (isOverloaded) await use({ kind: 'overloaded' });
    else await use({ kind: 'complete', raw: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks) });
  } finally {
    drop();
  }
}
