import { pino, type Logger } from 'pino';

export type { Logger };

/**
 * The process's logger: one JSON line an event on stderr, ids instead of addresses. What could carry a secret or an
 * address is redacted even if somebody logs it by mistake.
 * @param name the process, such as `api`
 */
export function createLogger(name: string, level: string): Logger {
  return pino(
    {
      name,
      level,
      redact: {
        paths: [
          '*.authorization',
          '*.cookie',
          '*.password',
          '*.secret',
          '*.token',
          '*.email',
          '*.to',
          'req.headers',
          'email',
          'password',
          'token',
          'cookie',
          'authorization',
        ],
        censor: '[redacted]',
      },
      formatters: { level: (label, number) => ({ level: number, severity: label }) },
    },
    pino.destination({ dest: 2, sync: false }),
  );
}
