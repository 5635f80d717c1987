import { Resolver } from 'node:dns/promises';

/** A question to DNS: the records of a type, as `Resolver.resolve` gives them. */
export type Ask = (name: string, type: string) => Promise<unknown[]>;

/** A name server did not answer, or not with a yes or no: nothing is known. `code` is that of Node's resolver. */
export class NameServerTrouble extends Error {
  constructor(
    readonly dnsCode: string,
    name: string,
  ) {
    super(`${dnsCode} for ${name}`);
  }
}

/** No such name, no such record, or a name that no server can have (RFC 1035: labels of more than 63 characters). */
const NO_SUCH_RECORD = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME']);

/**
 * Asks name servers for one check: the same question only once, and none after the check was given up.
 */
export class NameServer {
  private readonly resolver: Resolver;
  private readonly answers = new Map<string, Promise<unknown[]>>();
  private isOver = false;
  private lastTrouble: string | null = null;

  /**
   * @param servers `address:port`; the system's when empty
   * @param limits time for the first try of a question in ms (the next gets twice that), and how often a server is asked
   */
  constructor(servers: readonly string[], limits: { readonly timeout: number; readonly tries: number }) {
    this.resolver = new Resolver(limits);
    if (servers.length > 0) this.resolver.setServers([...servers]);
  }

  /** Records of a name; empty where there are none. @throws NameServerTrouble */
  readonly ask: Ask = (name, type) => {
    const question = `${type} ${name.toLowerCase()}`;
    const known = this.answers.get(question);
    if (known !== undefined) return known;
    const answer = this.askNow(name, type);
    this.answers.set(question, answer);
    return answer;
  };

  /** Code of the question that ended in trouble last. */
  get trouble(): string | null {
    return this.lastTrouble;
  }

  /** Gives up: questions that are open and those to come end in trouble. */
  cancel(): void {
    this.isOver = true;
    this.resolver.cancel();
  }

  private async askNow(name: string, type: string): Promise<unknown[]> {
    if (this.isOver) throw new NameServerTrouble('ECANCELLED', name);
    try {
      const records = await this.resolver.resolve(name, type);
      return Array.isArray(records) ? records : [records];
    } catch (error) {
      const code = codeOf(error);
      if (NO_SUCH_RECORD.has(code)) return [];
      this.lastTrouble = code;
      throw new NameServerTrouble(code, name);
    }
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
}
