// @ts-check

/**
 * What a piece of a dialogue is: `mail`, `rcpt` and `data` are commands, `body` is bytes of a mail up to its final dot, `other`
 * the rest. The pieces in order are the bytes as they came.
 * @typedef {'mail' | 'rcpt' | 'data' | 'body' | 'other'} Piece
 * @typedef {{ piece: Piece, bytes: Buffer, isEnd: boolean }} ClientPart `isEnd`: of the mail, its final dot included
 * @typedef {{ to: Piece | 'dot', code: number, bytes: Buffer }} ServerPart a whole answer and what it answers; `dot` is the mail
 */

const FINAL_DOT = Buffer.from('\r\n.\r\n');
const LINE_END = Buffer.from('\r\n');

/**
 * Follows an SMTP dialogue (RFC 5321, commands in a pipeline by RFC 2920) from in between, byte by byte and without changing any.
 * What follows DATA is held back until the server has said whether it is a mail or commands. After STARTTLS everything is `other`.
 */
export class SmtpDialogue {
  /** What the server still has to answer, oldest first; the greeting answers the connection. */
  #unanswered = /** @type {(Piece | 'dot' | 'starttls')[]} */ (['other']);
  /** @type {'commands' | 'asked' | 'mail' | 'opaque'} */
  #mode = 'commands';
  #fromClient = Buffer.alloc(0);
  #fromServer = Buffer.alloc(0);
  /** The last bytes of the mail, in which a final dot may have begun; a mail may begin with it. */
  #tail = LINE_END;

  /** @param {Buffer} bytes @returns {ClientPart[]} what can be passed on */
  client(bytes) {
    this.#fromClient = Buffer.concat([this.#fromClient, bytes]);
    return this.#readClient();
  }

  /**
   * @param {Buffer} bytes
   * @returns {{ answers: ServerPart[], released: ClientPart[] }} `released`: of the client, what was held back until now
   */
  server(bytes) {
    this.#fromServer = Buffer.concat([this.#fromServer, bytes]);
    /** @type {ServerPart[]} */
    const answers = [];
    for (let answer = this.#nextAnswer(); answer; answer = this.#nextAnswer()) answers.push(answer);
    return { answers, released: this.#readClient() };
  }

  /** @returns {ClientPart[]} */
  #readClient() {
    /** @type {ClientPart[]} */
    const parts = [];
    for (let part = this.#nextOfClient(); part; part = this.#nextOfClient()) parts.push(part);
    return parts;
  }

  /** @returns {ClientPart | undefined} */
  #nextOfClient() {
    if (this.#fromClient.length === 0 || this.#mode === 'asked') return undefined;
    if (this.#mode === 'opaque') return { piece: 'other', bytes: this.#takeOfClient(), isEnd: false };
    if (this.#mode === 'mail') return this.#nextOfMail();
    const end = this.#fromClient.indexOf(LINE_END);
    if (end === -1) return undefined;
    const bytes = this.#takeOfClient(end + LINE_END.length);
    const verb = verbOf(bytes);
    this.#unanswered.push(verb);
    if (verb === 'data' || verb === 'starttls') this.#mode = 'asked';
    return { piece: verb === 'starttls' ? 'other' : verb, bytes, isEnd: false };
  }

  /** @returns {ClientPart} */
  #nextOfMail() {
    const seen = Buffer.concat([this.#tail, this.#fromClient]);
    const dot = seen.indexOf(FINAL_DOT);
    if (dot === -1) {
      this.#tail = seen.subarray(-(FINAL_DOT.length - 1));
      return { piece: 'body', bytes: this.#takeOfClient(), isEnd: false };
    }
    const bytes = this.#takeOfClient(dot + FINAL_DOT.length - this.#tail.length);
    this.#mode = 'commands';
    this.#unanswered.push('dot');
    return { piece: 'body', bytes, isEnd: true };
  }

  #takeOfClient(length = this.#fromClient.length) {
    const bytes = this.#fromClient.subarray(0, length);
    this.#fromClient = this.#fromClient.subarray(length);
    return bytes;
  }

  /** @returns {ServerPart | undefined} */
  #nextAnswer() {
    if (this.#fromServer.length === 0) return undefined;
    const length = this.#mode === 'opaque' ? this.#fromServer.length : lengthOfAnswer(this.#fromServer);
    if (length === 0) return undefined;
    const bytes = this.#fromServer.subarray(0, length);
    this.#fromServer = this.#fromServer.subarray(length);
    if (this.#mode === 'opaque') return { to: 'other', code: 0, bytes };
    const code = Number(bytes.toString('latin1', 0, 3));
    const to = this.#unanswered.shift() ?? 'other'; // 421 comes unasked
    if (to === 'data' && this.#mode === 'asked') this.#mode = code === 354 ? 'mail' : 'commands';
    if (to === 'data') this.#tail = LINE_END;
    if (to === 'starttls') this.#mode = code === 220 ? 'opaque' : 'commands';
    return { to: to === 'starttls' ? 'other' : to, code, bytes };
  }
}

/** @param {Buffer} line */
function verbOf(line) {
  const text = line.toString('latin1', 0, 10).toLowerCase();
  if (text.startsWith('mail from:')) return 'mail';
  if (text.startsWith('rcpt to:')) return 'rcpt';
  if (/^data\s/.test(text)) return 'data';
  return /^starttls\s/.test(text) ? 'starttls' : 'other';
}

/** @param {Buffer} bytes @returns {number} length of the first whole answer, all its lines; 0 when it is not whole yet */
function lengthOfAnswer(bytes) {
  for (let start = 0; ;) {
    const end = bytes.indexOf(LINE_END, start);
    if (end === -1) return 0;
    const isLast = bytes[start + 3] !== 0x2d; // "250-" goes on
    start = end + LINE_END.length;
    if (isLast) return start;
  }
}
