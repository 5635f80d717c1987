import { describe, expect, it } from '@jest/globals';
import { parseRelayUrl } from './relay-url.js';

describe(parseRelayUrl.name, () => {
  it('reads host, port, TLS and credentials', () => {
    expect(parseRelayUrl('smtp://127.0.0.1:1025')).toEqual({
      host: '127.0.0.1',
      port: 1025,
      secure: false,
      ignoreTLS: true,
    });
    expect(parseRelayUrl('smtps://us%40er:p%3Ass@relay.example.com')).toEqual({
      host: 'relay.example.com',
      port: 465,
      secure: true,
      ignoreTLS: false,
      auth: { user: 'us@er', pass: 'p:ss' },
    });
    expect(parseRelayUrl('smtp://[::1]')).toEqual({ host: '::1', port: 587, secure: false, ignoreTLS: true });
  });

  it.each(['127.0.0.1:1025', 'http://relay', 'smtp://', 'smtp:relay'])('refuses %s without repeating it', (url) => {
    expect(() => parseRelayUrl(url)).toThrow(/^SMTP_URL must be of the form/);
  });
});
