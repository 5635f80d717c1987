import { describe, expect, it } from '@jest/globals';
import { signatureHeaders, webhookSecret } from './webhook-signature.js';

describe(signatureHeaders, () => {
  it('signs as the reference libraries of Standard Webhooks do', () => {
    const call = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', at: 1_614_265_330_999, body: '{"test": 2432232314}' };
    expect(signatureHeaders('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', call)).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });
});

describe(webhookSecret, () => {
  it('is another for each workspace and each installation, always the same for one', () => {
    const mine = webhookSecret('secret', 'w1');
    expect(webhookSecret('secret', 'w1')).toBe(mine);
    expect(new Set([mine, webhookSecret('secret', 'w2'), webhookSecret('other', 'w1')]).size).toBe(3);
    expect(mine).toMatch(/^whsec_/);
    // the standard asks for 24 to 64 bytes
    expect(Buffer.from(mine.slice('whsec_'.length), 'base64')).toHaveLength(32);
    expect(mine).not.toContain(Buffer.from('secret').toString('base64'));
  });
});
