import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import {
  RCODE,
  type DnsQuestion,
  type RecordType,
  type WireRecord,
  addressBytes,
  nameBytes,
  readQuestion,
  textBytes,
  writeAnswer,
} from './dns-wire.js';

/** `drop` takes the question and says nothing, as a server that is down does. */
export type DnsTrouble = 'servfail' | 'refused' | 'drop';

/** What is published under a name; a type that is left out has no records. A text is one string, or several in one record. */
export interface DnsEntry {
  readonly A?: readonly string[] | DnsTrouble;
  readonly AAAA?: readonly string[] | DnsTrouble;
  readonly TXT?: readonly (string | readonly string[])[] | DnsTrouble;
  readonly MX?: readonly (readonly [preference: number, exchange: string])[] | DnsTrouble;
  readonly PTR?: readonly string[] | DnsTrouble;
  /** Answers every question about this name with those of another one. */
  readonly CNAME?: string;
}

export interface FakeDnsServer {
  /** `127.0.0.1:port`, as `Resolver.setServers` takes it. */
  readonly address: string;
  readonly questions: readonly DnsQuestion[];
  /** Replaces what is published; a name that is missing does not exist. */
  publish(zone: Readonly<Record<string, DnsEntry | DnsTrouble>>): void;
  close(): Promise<void>;
}

/** A name server on loopback (UDP) that publishes what a test tells it to. */
export async function startFakeDnsServer(
  zone: Readonly<Record<string, DnsEntry | DnsTrouble>> = {},
): Promise<FakeDnsServer> {
  let names = inLowerCase(zone);
  const questions: DnsQuestion[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    const question = readQuestion(query);
    questions.push({ name: question.name, type: question.type });
    const answer = answerTo(names, question);
    if (answer === 'drop') return;
    socket.send(writeAnswer(query, question, answer.rcode, answer.records), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    questions,
    publish(next) {
      names = inLowerCase(next);
    },
    async close() {
      await new Promise<void>((resolve) => socket.close(() => resolve()));
    },
  };
}

type Names = ReadonlyMap<string, DnsEntry | DnsTrouble>;
type Answer = { readonly rcode: number; readonly records: readonly WireRecord[] } | 'drop';

function inLowerCase(zone: Readonly<Record<string, DnsEntry | DnsTrouble>>): Names {
  return new Map(Object.entries(zone).map(([name, entry]) => [name.toLowerCase(), entry]));
}

function answerTo(names: Names, { name, type }: DnsQuestion): Answer {
  const entry = names.get(name.toLowerCase());
  if (entry === undefined) return { rcode: RCODE.nxdomain, records: [] };
  if (typeof entry === 'string') return trouble(entry);
  if (entry.CNAME !== undefined && type !== 'CNAME') {
    const alias: WireRecord = { name, type: 'CNAME', data: nameBytes(entry.CNAME) };
    const rest = answerTo(names, { name: entry.CNAME, type });
    return rest === 'drop' ? rest : { rcode: rest.rcode, records: [alias, ...rest.records] };
  }
  const data = type === null ? [] : dataOf(entry, type);
  if (typeof data === 'string') return trouble(data);
  return { rcode: RCODE.ok, records: type === null ? [] : data.map((bytes) => ({ name, type, data: bytes })) };
}

function trouble(kind: DnsTrouble): Answer {
  return kind === 'drop' ? 'drop' : { rcode: RCODE[kind], records: [] };
}

function dataOf(entry: DnsEntry, type: RecordType): readonly Buffer[] | DnsTrouble {
  const published = entry[type] ?? [];
  if (published === 'drop' || published === 'refused' || published === 'servfail') return published;
  switch (type) {
    case 'A':
    case 'AAAA':
      return (published as readonly string[]).map((address) => addressBytes(address, type));
    case 'TXT':
      return (published as readonly (string | readonly string[])[]).map((text) =>
        textBytes(typeof text === 'string' ? [text] : text),
      );
    case 'MX':
      return (published as readonly (readonly [number, string])[]).map(([preference, exchange]) =>
        Buffer.concat([Buffer.from([preference >> 8, preference & 0xff]), nameBytes(exchange)]),
      );
    case 'PTR':
      return (published as readonly string[]).map(nameBytes);
    case 'CNAME':
      return typeof published === 'string' ? [nameBytes(published)] : [];
  }
}
