import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { ExportFile } from '@dripemails/application';
import type { FastifyReply } from 'fastify';

/** Hands a file out to be saved, never to be shown or kept on the way: it is full of people. */
export function sendFile(reply: FastifyReply, { name, type, size, content }: ExportFile): StreamableFile {
  void reply.headers({
    'cache-control': 'private, no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  return new StreamableFile(Readable.from(content, { objectMode: false }), {
    type,
    disposition: `attachment; filename="${name}"`,
    length: size,
  });
}
