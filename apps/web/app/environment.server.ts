import { z } from 'zod';

const schema = z.object({
  /** Origin of the API as this process reaches it. */
  API_URL: z
    .url()
    .default('http://127.0.0.1:3001')
    .transform((url) => url.replace(/\/+$/, '')),
  /** Address to listen on; `0.0.0.0` or `::` in a container. */
  WEB_HOST: z.string().min(1).default('127.0.0.1'),
  WEB_PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  /** Origin under which browsers reach this app; https turns on HSTS. */
  WEB_URL: z.url().default('http://localhost:3000'),
  /** Temporal's own web UI, linked for operators. */
  TEMPORAL_UI_URL: z
    .url()
    .default('http://localhost:8233')
    .transform((url) => url.replace(/\/+$/, '')),
});

/** The settings of the web app. The only place in `apps/web` that reads the process environment. */
export const environment = readEnvironment();

function readEnvironment() {
  const result = schema.safeParse(process.env);
  if (result.success) return Object.freeze(result.data);
  throw new Error(`The web app cannot start:\n${z.prettifyError(result.error)}`);
}
