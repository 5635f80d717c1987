// @ts-check
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SmtpDialogue } from './smtp-dialogue.mjs';

const bytes = (/** @type {string} */ text) => Buffer.from(text, 'latin1');
const clientOf = (/** @type {import('./smtp-dialogue.mjs').ClientPart[]} */ parts) =>
  parts.map((part) => `${part.piece}:${part.bytes.toString('latin1')}${part.isEnd ? '!' : ''}`);
const serverOf = (/** @type {import('./smtp-dialogue.mjs').ServerPart[]} */ parts) =>
  parts.map(({ to, code }) => `${code} to ${to}`);

/** @param {SmtpDialogue} dialogue @param {string} text */
const says = (dialogue, text) => clientOf(dialogue.client(bytes(text)));
/** @param {SmtpDialogue} dialogue @param {string} text */
const answers = (dialogue, text) => serverOf(dialogue.server(bytes(text)).answers);

describe('SmtpDialogue', () => {
  it('follows a mail from the greeting to the answer to its final dot', () => {
    const dialogue = new SmtpDialogue();
    assert.deepEqual(answers(dialogue, '220 hi\r\n'), ['220 to other']);
    assert.deepEqual(says(dialogue, 'EHLO me\r\n'), ['other:EHLO me\r\n']);
    assert.deepEqual(answers(dialogue, '250-a\r\n250-b\r\n250 c\r\n'), ['250 to other']);
    assert.deepEqual(says(dialogue, 'MAIL FROM:<a@b>\r\n'), ['mail:MAIL FROM:<a@b>\r\n']);
    assert.deepEqual(answers(dialogue, '250 ok\r\n'), ['250 to mail']);
    assert.deepEqual(says(dialogue, 'RCPT TO:<c@d>\r\n'), ['rcpt:RCPT TO:<c@d>\r\n']);
    assert.deepEqual(answers(dialogue, '250 ok\r\n'), ['250 to rcpt']);
    assert.deepEqual(says(dialogue, 'DATA\r\n'), ['data:DATA\r\n']);
    assert.deepEqual(answers(dialogue, '354 go\r\n'), ['354 to data']);
    assert.deepEqual(says(dialogue, 'one\r\n..two\r\n.\r\n'), ['body:one\r\n..two\r\n.\r\n!']);
    assert.deepEqual(answers(dialogue, '250 kept\r\n'), ['250 to dot']);
    assert.deepEqual(says(dialogue, 'QUIT\r\n'), ['other:QUIT\r\n']);
  });

  it('pairs the answers with the commands of a pipeline, and holds back what follows DATA until it is answered', () => {
    const dialogue = new SmtpDialogue();
    answers(dialogue, '220 hi\r\n');
    assert.deepEqual(says(dialogue, 'MAIL FROM:<a>\r\nRCPT TO:<b>\r\nRCPT TO:<c>\r\nDATA\r\nRSET\r\n'), [
      'mail:MAIL FROM:<a>\r\n',
      'rcpt:RCPT TO:<b>\r\n',
      'rcpt:RCPT TO:<c>\r\n',
      'data:DATA\r\n',
    ]);
    const { answers: given, released } = dialogue.server(bytes('250 ok\r\n550 no\r\n250 ok\r\n503 no\r\n'));
    assert.deepEqual(serverOf(given), ['250 to mail', '550 to rcpt', '250 to rcpt', '503 to data']);
    assert.deepEqual(clientOf(released), ['other:RSET\r\n']);
  });

  it('releases a mail that was sent along with DATA', () => {
    const dialogue = new SmtpDialogue();
    answers(dialogue, '220 hi\r\n');
    says(dialogue, 'DATA\r\nx\r\n.\r\nQUIT\r\n');
    const { released } = dialogue.server(bytes('354 go\r\n'));
    assert.deepEqual(clientOf(released), ['body:x\r\n.\r\n!', 'other:QUIT\r\n']);
    assert.deepEqual(answers(dialogue, '250 kept\r\n221 bye\r\n'), ['250 to dot', '221 to other']);
  });

  it('finds the same end of a mail however the bytes are cut up', () => {
    const mail = 'a\r\n.b\r\nx.\r\n\r\n..\r\n.\r\n';
    for (const size of [1, 2, 3, 4, 5, 7, 100]) {
      const dialogue = new SmtpDialogue();
      answers(dialogue, '220 hi\r\n');
      says(dialogue, 'DATA\r\n');
      answers(dialogue, '354 go\r\n');
      const text = `${mail}NOOP\r\n`;
      const parts = [];
      for (let at = 0; at < text.length; at += size) parts.push(...dialogue.client(bytes(text.slice(at, at + size))));
      const end = parts.findIndex(({ isEnd }) => isEnd);
      const body = Buffer.concat(parts.slice(0, end + 1).map((part) => part.bytes)).toString('latin1');
      assert.equal(body, mail, `in pieces of ${size}`);
      assert.deepEqual(clientOf(parts.slice(end + 1)), ['other:NOOP\r\n']);
    }
  });

  it('knows a mail that is nothing but its final dot', () => {
    const dialogue = new SmtpDialogue();
    answers(dialogue, '220 hi\r\n');
    says(dialogue, 'DATA\r\n');
    answers(dialogue, '354 go\r\n');
    assert.deepEqual(says(dialogue, '.\r\n'), ['body:.\r\n!']);
  });

  it('puts an answer together that comes in pieces, and takes a 421 that nobody asked for', () => {
    const dialogue = new SmtpDialogue();
    assert.deepEqual(answers(dialogue, '220-a\r'), []);
    assert.deepEqual(answers(dialogue, '\n220 b\r\n421 bye\r\n'), ['220 to other', '421 to other']);
  });

  it('is blind once the connection is encrypted', () => {
    const dialogue = new SmtpDialogue();
    answers(dialogue, '220 hi\r\n');
    assert.deepEqual(says(dialogue, 'STARTTLS\r\n'), ['other:STARTTLS\r\n']);
    assert.deepEqual(answers(dialogue, '220 go\r\n'), ['220 to other']);
    assert.deepEqual(says(dialogue, 'MAIL FROM:<a>'), ['other:MAIL FROM:<a>']);
    assert.deepEqual(answers(dialogue, 'x'), ['0 to other']);
  });
});
