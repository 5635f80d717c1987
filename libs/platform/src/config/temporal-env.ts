import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A PEM file that can be read now. @param parse throws where its content is not what it should be */
const pemFile = (what: string, parse: (pem: Buffer) => unknown) =>
  z.string().superRefine((path, context) => {
    let pem: Buffer;
    try {
      pem = readFileSync(path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      context.addIssue(`cannot be read (${code ?? 'unknown'}): give the path of a PEM file that this process may read`);
      return;
    }
    try {
      parse(pem);
    } catch {
      // what OpenSSL says of it helps nobody
      context.addIssue(`holds no ${what} in PEM: give another file, or write it anew`);
    }
  });
const certificateFile = pemFile('certificate', (pem) => new X509Certificate(pem)).optional();

/** Temporal: what makes things happen on time. The names are those of Temporal's own tools and SDKs. */
export const temporalEnv = {
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s/]+:\d+$/, 'must be host:port')
    .default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  /** Left out: TLS where one of those below is given. */
  TEMPORAL_TLS: z.stringbool({ error: 'must be true or false' }).optional(),
  /** Who signed the server's certificate, unless that is a public authority. */
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: certificateFile,
  TEMPORAL_TLS_CLIENT_CERT_PATH: certificateFile,
  TEMPORAL_TLS_CLIENT_KEY_PATH: pemFile('private key without a passphrase', (pem) => createPrivateKey(pem)).optional(),
  /** The name that the server's certificate is for, where it is not that of the address. */
  TEMPORAL_TLS_SERVER_NAME: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i, 'must be a host name')
    .optional(),
  TEMPORAL_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must be the key alone, without spaces and line ends')
    .optional(),
};
type TemporalEnv = z.infer<z.ZodObject<typeof temporalEnv>>;

/** What says by its presence that there is to be TLS. */
const SECURING = [
  'TEMPORAL_API_KEY',
  'TEMPORAL_TLS_CLIENT_CERT_PATH',
  'TEMPORAL_TLS_CLIENT_KEY_PATH',
  'TEMPORAL_TLS_SERVER_CA_CERT_PATH',
  'TEMPORAL_TLS_SERVER_NAME',
] as const;

/** Where variables contradict each other, which is judged of them together; as `superRefine` takes it. */
export function checkTemporalTogether(env: Partial<TemporalEnv>, context: z.RefinementCtx): void {
  const add = (name: keyof TemporalEnv, message: string) => context.addIssue({ code: 'custom', path: [name], message });
  const { TEMPORAL_TLS_CLIENT_CERT_PATH: certificate, TEMPORAL_TLS_CLIENT_KEY_PATH: key } = env;
  if (certificate !== undefined && key === undefined)
    add(
      'TEMPORAL_TLS_CLIENT_KEY_PATH',
      'the certificate of TEMPORAL_TLS_CLIENT_CERT_PATH is of no use without its key: give both, or neither',
    );
  if (key !== undefined && certificate === undefined)
    add(
      'TEMPORAL_TLS_CLIENT_CERT_PATH',
      'the key of TEMPORAL_TLS_CLIENT_KEY_PATH is of no use without its certificate: give both, or neither',
    );
  if (certificate !== undefined && key !== undefined && isOfAnother(certificate, key))
    add('TEMPORAL_TLS_CLIENT_KEY_PATH', 'is not the key of the certificate in TEMPORAL_TLS_CLIENT_CERT_PATH');
  const given = SECURING.filter((name) => env[name] !== undefined);
  if (env.TEMPORAL_TLS === false && given.length > 0)
    add(
      'TEMPORAL_TLS',
      `is false, and there is what only TLS has a use for: set it to true, or take ${given.join(', ')} away`,
    );
}

/** Files that cannot be read have a problem of their own. */
function isOfAnother(certificatePath: string, keyPath: string): boolean {
  try {
    const key = createPrivateKey(readFileSync(keyPath));
    return !new X509Certificate(readFileSync(certificatePath)).checkPrivateKey(key);
  } catch {
    return false;
  }
}

/** How every client and worker connects to Temporal, as the SDK takes it. */
export interface TemporalConnection {
  /** host:port. */
  readonly address: string;
  readonly tls:
    | false
    | {
        readonly serverNameOverride?: string;
        readonly serverRootCACertificate?: Uint8Array;
        readonly clientCertPair?: { readonly crt: Uint8Array; readonly key: Uint8Array };
      };
  readonly apiKey?: string;
}

/**
 * Reads the files that the configuration names, once: what is renewed counts from the next start.
 * @throws Error of the file system where a file has gone since the configuration was checked
 */
export function temporalConnection(config: TemporalEnv): TemporalConnection {
  const isSecured = config.TEMPORAL_TLS ?? SECURING.some((name) => config[name] !== undefined);
  if (!isSecured) return { address: config.TEMPORAL_ADDRESS, tls: false };
  const { TEMPORAL_TLS_CLIENT_CERT_PATH: certificate, TEMPORAL_TLS_CLIENT_KEY_PATH: key } = config;
  const { TEMPORAL_TLS_SERVER_NAME: name, TEMPORAL_TLS_SERVER_CA_CERT_PATH: authority } = config;
  return {
    address: config.TEMPORAL_ADDRESS,
    tls: {
      ...(name !== undefined && { serverNameOverride: name }),
      ...(authority !== undefined && { serverRootCACertificate: readFileSync(authority) }),
      ...(certificate !== undefined &&
        key !== undefined && { clientCertPair: { crt: readFileSync(certificate), key: readFileSync(key) } }),
    },
    ...(config.TEMPORAL_API_KEY !== undefined && { apiKey: config.TEMPORAL_API_KEY }),
  };
}
