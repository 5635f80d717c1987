import { describe, expect, it } from '@jest/globals';
import type { InboundAct, MessageAbout, NewInbound, Recognised } from './inbound-port.js';
import { RecordInbound } from './record-inbound.js';

const about = (id: string, rest: Partial<MessageAbout> = {}): MessageAbout => ({
  id,
  workspaceId: 'w1',
  subscriberId: `s-${id}`,
  enrollmentId: `e-${id}`,
  stepId: 'step',
  to: 'ada@example.net',
  messageIdHeader: `<${id}@example.com>`,
  sequenceName: 'Welcome',
  listName: null,
  ...rest,
});

const mail = (rcptTo: readonly string[], mailFrom = 'ada@example.net') => ({ mailFrom, rcptTo, raw: new Uint8Array() });
const failed = (status: string | null, diagnostic = '', address = 'ada@example.net') =>
  ({ kind: 'bounce', recipients: [{ addresses: [address], action: 'failed', status, diagnostic }] }) as const;

/** The use case over two messages of ours, `m1` and `m2`; a token is `ok` and the id. */
function bench(recognised: Partial<Recognised>, signal: () => Promise<void> = () => Promise.resolve()) {
  const messages = [about('m1'), about('m2', { workspaceId: 'w2', listName: 'News' })];
  const stored: NewInbound[] = [];
  const acts: InboundAct[] = [];
  const steps: string[] = [];
  const useCase = new RecordInbound({
    inbound: {
      addAndAct: (mails, asked) => {
        stored.push(...mails);
        acts.push(...asked);
        steps.push('commit');
        return Promise.resolve({
          ended: asked.flatMap((act) => act.about.enrollmentId ?? []),
          waiting: asked.some(({ then }) => then === 'reply') ? ['e-waiting'] : [],
        });
      },
      findMessages: (ids, headers) =>
        Promise.resolve(messages.filter((one) => ids.includes(one.id) || headers.includes(one.messageIdHeader))),
    },
    workspaces: { oldest: () => Promise.resolve({ id: 'w0' } as never) },
    parser: {
      parseHeader: () => Promise.resolve({ from: 'Ada', subject: 'Re: Hi', messageId: null }),
      recognise: () =>
        Promise.resolve({
          kind: 'reply',
          recipients: [],
          detail: null,
          references: [],
          returnedIds: [],
          returnedAddresses: [],
          ...recognised,
        }),
    },
    tokens: {
      sign: () => '',
      verify: (purpose, token) =>
        token.toLowerCase().startsWith(`${purpose[0]}ok`) ? token.toLowerCase().slice(3) : null,
    },
    orchestrator: {
      signalChanged: async (id, because) => {
        steps.push(`${id}: ${because}`);
        await signal();
      },
    },
    clock: { now: () => 1_000 },
    log: { info: () => undefined, warn: () => void steps.push('warned'), error: () => undefined },
  });
  const run = async (...args: Parameters<typeof mail>) => {
    const { told } = await useCase.execute(mail(...args));
    await told;
    return { kinds: stored.map(({ kind }) => kind), acts, stored, steps };
  };
  return { run, useCase };
}
const did = ({ acts }: { acts: readonly InboundAct[] }) =>
  acts.map(({ about: { id }, event, then }) => [id, event.kind, typeof then === 'string' ? then : then.status]);

describe(RecordInbound.name, () => {
  it('commits before it tells anybody', async () => {
    const result = await bench({}).run(['r+rokm1@in.example.com']);
    expect(result.steps).toEqual(['commit', 'e-m1: the subscriber replied', 'e-waiting: the subscriber replied']);
    expect(result.stored).toEqual([expect.objectContaining({ workspaceId: 'w1', kind: 'reply', messageId: 'm1', receivedAt: 1_000 })]); // prettier-ignore
  });

  it('neither waits for the telling nor minds when it fails', async () => {
    let fail = (): void => undefined;
    const gone = new Promise<void>((_resolve, reject) => (fail = () => reject(new Error('gone'))));
    const { useCase } = bench({}, () => gone);
    const { told } = await useCase.execute(mail(['r+rokm1@in.example.com']));
    fail();
    await expect(told).resolves.toBeUndefined();
  });

  describe('what it is about', () => {
    it.each([
      ['r+rokm1@in.example.com', 'replied', 'reply'],
      ['R+ROKM1@IN.EXAMPLE.COM', 'replied', 'reply'],
      ['u+uokm1@in.example.com', 'unsubscribed', 'unsubscribed'],
      // only machines answer to a return path
      ['b+bokm1@in.example.com', 'auto-replied', 'record'],
    ])('reads %s', async (address, event, then) => {
      expect(did(await bench({}).run(['someone@example.org', address]))).toEqual([['m1', event, then]]);
    });

    it.each(['r+bokm1@in.example.com', 'r+forged@in.example.com', 'u+uokgone@in.example.com'])(
      'keeps %s and does nothing',
      async (address) => {
        const result = await bench({}).run([address]);
        expect(result).toMatchObject({ kinds: ['other'], acts: [], stored: [{ workspaceId: 'w0', messageId: null }] });
      },
    );

    it('acts for each recipient, in each workspace', async () => {
      const result = await bench({}).run([
        'r+rokm1@a.example',
        'x@a.example',
        'u+uokm2@a.example',
        'r+rokm1@b.example',
      ]);
      expect(did(result)).toEqual([
        ['m1', 'replied', 'reply'],
        ['m2', 'unsubscribed', 'unsubscribed'],
      ]);
      expect(result.stored.map(({ workspaceId, kind }) => [workspaceId, kind])).toEqual([
        ['w1', 'reply'],
        ['w2', 'unsubscribe'],
      ]);
    });

    it('goes by the Message-ID that it answers where no address says more, the nearest first', async () => {
      const references = ['<other@example.com>', '<m2@example.com>', '<m1@example.com>'];
      expect(did(await bench({ references }).run(['sales@example.com']))).toEqual([['m2', 'replied', 'reply']]);
      expect(did(await bench({ references }).run(['r+rokm1@a.example']))).toEqual([['m1', 'replied', 'reply']]);
    });

    it('goes by the mail that a report returns', async () => {
      const report = { ...failed('5.1.1'), returnedIds: ['<m2@example.com>'], references: ['<m1@example.com>'] };
      expect(did(await bench(report).run(['sales@example.com'], ''))).toEqual([['m2', 'bounced', 'bounced']]);
      const signed = { ...report, returnedAddresses: ['u+uokm1'] };
      expect(did(await bench(signed).run(['sales@example.com'], ''))).toEqual([['m1', 'bounced', 'bounced']]);
    });

    it('does not go by what a person quotes', async () => {
      const quoting = { returnedIds: ['<m1@example.com>'], returnedAddresses: ['u+uokm1'] };
      expect(await bench(quoting).run(['sales@example.com'])).toMatchObject({ kinds: ['captured'], acts: [] });
    });

    it('captures a copy of our own mail, whatever it says', async () => {
      const own = bench({ kind: 'auto-reply', references: ['<m2@example.com>'] });
      const result = await own.run(['ada@example.net'], 'b+bokm1@in.example.com');
      expect(result).toMatchObject({ kinds: ['captured'], acts: [], stored: [{ workspaceId: 'w1', messageId: 'm1' }] });
    });

    it('acts on mail to an address of ours even from one of ours', async () => {
      expect(did(await bench({}).run(['r+rokm2@a.example'], 'b+bokm1@in.example.com'))).toEqual([
        ['m2', 'replied', 'reply'],
      ]);
    });
  });

  describe('what it does', () => {
    it.each<[string, Partial<Recognised>, string, string]>([
      ['a dead address', failed('5.1.1', '550 user unknown'), 'bounced', 'bounced'],
      ['a full mailbox', failed('5.2.2'), 'bounced', 'record'],
      ['a refusal of us', failed('5.7.1'), 'bounced', 'record'],
      ['a delay', { kind: 'bounce', recipients: [{ addresses: [], action: 'delayed', status: '5.1.1', diagnostic: '' }] }, 'bounced', 'record'],
      ['a complaint', { kind: 'complaint', detail: 'abuse' }, 'complained', 'complained'],
      ['an automatic reply', { kind: 'auto-reply' }, 'auto-replied', 'record'],
      ['a request to end', { kind: 'unsubscribe' }, 'unsubscribed', 'unsubscribed'],
    ])('%s', async (_what, recognised, event, then) => {
      expect(did(await bench(recognised).run(['r+rokm1@a.example']))).toEqual([['m1', event, then]]);
    }); // prettier-ignore

    it.each<[Recognised['kind'], string]>([
      ['auto-reply', 'unsubscribed'],
      ['reply', 'unsubscribed'],
      ['complaint', 'complained'],
    ])('takes a %s at the unsubscribe address for one who is %s', async (kind, status) => {
      expect(did(await bench({ kind }).run(['u+uokm1@a.example']))).toEqual([['m1', status, status]]);
    });

    it.each([
      ['u+uokm1@a.example', "Unsubscribe by mail: sequence 'Welcome'"],
      ['u+uokm2@a.example', "Unsubscribe by mail: sequence 'Welcome', list 'News'"],
      ['r+rokm2@a.example', "Unsubscribe by reply: sequence 'Welcome', list 'News'"],
    ])('says to the consent log which way a no came: %s', async (address, source) => {
      const { acts } = await bench({ kind: 'unsubscribe' }).run([address]);
      expect(acts).toMatchObject([{ then: { status: 'unsubscribed', evidence: { source, reason: null, at: 1_000 } } }]);
    });

    it('does nothing for news that asks for nothing', async () => {
      const result = await bench({ kind: 'other', detail: 'not-spam' }).run(['b+bokm1@a.example']);
      expect(result).toMatchObject({ kinds: ['other'], acts: [], stored: [{ detail: 'not-spam', messageId: 'm1' }] });
    });

    it('goes by the recipient that we wrote to', async () => {
      const other = failed('5.1.1', '550 unknown', 'bob@example.net').recipients;
      const ours = failed('5.2.2', 'full', 'ADA@example.net').recipients;
      const result = await bench({ kind: 'bounce', recipients: [...other, ...ours] }).run(['b+bokm1@a.example'], '');
      expect(did(result)).toEqual([['m1', 'bounced', 'record']]);
    });

    it('says what it says without addresses', async () => {
      const result = await bench(failed('5.1.1', '550 5.1.1 <ada@example.net>:\n no such user')).run(
        ['b+bokm1@a.example'],
        '',
      );
      expect(result.stored[0]?.detail).toBe('5.1.1 <…>: no such user');
      expect(JSON.stringify(result.acts.map(({ event }) => event))).not.toContain('ada@');
    });
  });
});
