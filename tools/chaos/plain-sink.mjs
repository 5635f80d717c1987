// @ts-check
/**
 * A foreign relay as a process of its own: takes every mail, and writes a line of JSON for each that it answered with 250.
 *   SINK_PORT, SINK_HEALTH_PORT, SINK_FILE
 */
import { appendFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import process from 'node:process';
import { startSmtpSink } from '@dripemails/testing';

const { SINK_PORT, SINK_HEALTH_PORT, SINK_FILE = '' } = process.env;
const FLUSH_MS = 20;

writeFileSync(SINK_FILE, '');
const sink = await startSmtpSink({ port: Number(SINK_PORT) });
let written = 0;
setInterval(() => {
  const fresh = sink.messages.slice(written);
  if (fresh.length === 0) return;
  written += fresh.length;
  const lines = fresh
    .filter(({ reply }) => reply === 250)
    .map(({ messageId, envelope, subject, receivedAt }) =>
      JSON.stringify({ messageId, to: envelope.to[0], subject, at: receivedAt.getTime() }),
    );
  appendFileSync(SINK_FILE, `${lines.join('\n')}\n`);
}, FLUSH_MS);
createServer((_request, response) => void response.writeHead(200).end()).listen(Number(SINK_HEALTH_PORT), '127.0.0.1');
