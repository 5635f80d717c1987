import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { testCertificates } from '@dripemails/testing';
import { loadConfig } from './load-config.js';
import { temporalConnection } from './temporal-env.js';

describe(temporalConnection, () => {
  const { authority, client, server } = testCertificates;
  const folder = mkdtempSync(join(tmpdir(), 'dripemails-temporal-env-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const connection = (env: Record<string, string>) => temporalConnection(loadConfig('register', env));
  const mutual = () => ({
    TEMPORAL_TLS_CLIENT_CERT_PATH: client.certificate,
    TEMPORAL_TLS_CLIENT_KEY_PATH: client.key,
  });
  const file = (name: string, content: string) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  it('is plain unless something else is said', () => {
    expect(connection({})).toEqual({ address: '127.0.0.1:7233', tls: false });
    expect(connection({ TEMPORAL_ADDRESS: 'a:1', TEMPORAL_TLS: 'false' })).toEqual({ address: 'a:1', tls: false });
  });

  it('is by TLS where that is said, or where something is given that is only for TLS', () => {
    expect(connection({ TEMPORAL_TLS: 'true' })).toMatchObject({ tls: {} });
    expect(connection({ TEMPORAL_API_KEY: 'secret' })).toEqual({
      ...{ address: '127.0.0.1:7233', tls: {}, apiKey: 'secret' },
    });
    expect(connection({ TEMPORAL_TLS_SERVER_NAME: 'temporal.test' }).tls).toEqual({
      serverNameOverride: 'temporal.test',
    });
    expect(connection({ TEMPORAL_TLS_SERVER_CA_CERT_PATH: authority }).tls).toEqual({
      serverRootCACertificate: readFileSync(authority),
    });
    expect(connection(mutual()).tls).toEqual({
      clientCertPair: { crt: readFileSync(client.certificate), key: readFileSync(client.key) },
    });
  });

  it.each<[string, () => Record<string, string>, RegExp[]]>([
    [
      'a certificate without its key',
      () => ({ TEMPORAL_TLS_CLIENT_CERT_PATH: client.certificate }),
      [/^ {2}TEMPORAL_TLS_CLIENT_KEY_PATH: is missing; the certificate of TEMPORAL_TLS_CLIENT_CERT_PATH is of no use/m],
    ],
    [
      'a key without its certificate',
      () => ({ TEMPORAL_TLS_CLIENT_KEY_PATH: client.key }),
      [/^ {2}TEMPORAL_TLS_CLIENT_CERT_PATH: is missing; the key of TEMPORAL_TLS_CLIENT_KEY_PATH is of no use/m],
    ],
    [
      'the key of another certificate',
      () => ({ ...mutual(), TEMPORAL_TLS_CLIENT_KEY_PATH: server.key }),
      [/^ {2}TEMPORAL_TLS_CLIENT_KEY_PATH: is not the key of the certificate/m],
    ],
    [
      'a file that is not there',
      () => ({ TEMPORAL_TLS_SERVER_CA_CERT_PATH: '/nowhere/ca.pem' }),
      [/^ {2}TEMPORAL_TLS_SERVER_CA_CERT_PATH: cannot be read \(ENOENT\): give the path/m],
    ],
    [
      'files of something else',
      () => ({
        TEMPORAL_TLS_SERVER_CA_CERT_PATH: file('words.pem', 'hello'),
        TEMPORAL_TLS_CLIENT_CERT_PATH: client.key,
        TEMPORAL_TLS_CLIENT_KEY_PATH: client.certificate,
      }),
      [
        /^ {2}TEMPORAL_TLS_SERVER_CA_CERT_PATH: holds no certificate in PEM/m,
        /^ {2}TEMPORAL_TLS_CLIENT_CERT_PATH: holds no certificate in PEM/m,
        /^ {2}TEMPORAL_TLS_CLIENT_KEY_PATH: holds no private key without a passphrase in PEM/m,
      ],
    ],
    [
      'an API key in plain',
      () => ({ TEMPORAL_TLS: 'false', TEMPORAL_API_KEY: 'secret' }),
      [/^ {2}TEMPORAL_TLS: is false, .+: set it to true, or take TEMPORAL_API_KEY away/m],
    ],
    [
      'a key with a line end',
      () => ({ TEMPORAL_API_KEY: 'secret\n' }),
      [/^ {2}TEMPORAL_API_KEY: must be the key alone/m],
    ],
    ['a word for no TLS', () => ({ TEMPORAL_TLS: 'never' }), [/^ {2}TEMPORAL_TLS: must be true or false/m]],
    [
      'what is wrong together beside what is wrong alone',
      () => ({ TEMPORAL_ADDRESS: 'x', TEMPORAL_TLS_CLIENT_CERT_PATH: client.certificate }),
      [/TEMPORAL_ADDRESS: must be host:port/, /TEMPORAL_TLS_CLIENT_KEY_PATH: is missing/],
    ],
  ])('refuses %s, and names the variable and the cure', (_what, env, messages) => {
    for (const message of messages) expect(() => connection(env())).toThrow(message);
  });

  it('shows no secret in what it says', () => {
    expect(() => connection({ TEMPORAL_TLS: 'false', TEMPORAL_API_KEY: 'very secret' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('very secret') }),
    );
  });

  it('is checked for every process', () => {
    const env = { DATABASE_URL: 'postgres://localhost/x', APP_SECRET: 'at least thirty-two characters long' };
    for (const name of ['api', 'worker', 'smtp'] as const)
      expect(() => loadConfig(name, { ...env, TEMPORAL_TLS: 'false', TEMPORAL_API_KEY: 'k' })).toThrow(/TEMPORAL_TLS/);
  });
});
