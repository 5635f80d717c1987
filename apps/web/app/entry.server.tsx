import { randomBytes } from 'node:crypto';
import { PassThrough } from 'node:stream';
import {
  createReadableStreamFromReadable,
  type EntryContext,
  type HandleDataRequestFunction,
  type HandleErrorFunction,
} from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { NonceContext } from './components/nonce';
import { contentSecurityPolicy } from './security-headers.server';

// server.mjs takes these from the build, so that settings and headers have one home.
export { environment } from './environment.server';
export { setSecurityHeaders } from './security-headers.server';

/** A page whose data has not come by then is finished without it. */
const streamTimeoutMs = 10_000;
export const streamTimeout = streamTimeoutMs;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  const nonce = randomBytes(16).toString('base64');
  headers.set('Content-Type', 'text/html; charset=utf-8');
  headers.set('Content-Security-Policy', contentSecurityPolicy(nonce));
  headers.set('Cache-Control', 'private, no-cache');
  const wholePage = isbot(request.headers.get('user-agent') ?? '');

  return new Promise((resolve, reject) => {
    let shellSent = false;
    const start = () => {
      shellSent = true;
      const body = new PassThrough();
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
      pipe(body);
    };
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={context} url={request.url} abortDelay={streamTimeoutMs} nonce={nonce} />
      </NonceContext.Provider>,
      {
        nonce,
        ...(wholePage ? { onAllReady: start } : { onShellReady: start }),
        onShellError: reject,
        onError(error) {
          status = 500;
          // Errors before the shell reach onShellError; later ones only end up in the log of the process.
          if (shellSent) log('render failed', error, request);
        },
      },
    );
    setTimeout(abort, streamTimeoutMs + 1_000).unref();
  });
}

export const handleDataRequest: HandleDataRequestFunction = (response) => {
  response.headers.set('Cache-Control', 'private, no-store');
  return response;
};

/** Called for what a loader or action threw that is not a Response: a defect of ours, or an API that does not answer. */
export const handleError: HandleErrorFunction = (error, { request }) => {
  if (!request.signal.aborted) log('request failed', error, request);
};

function log(msg: string, error: unknown, request: Request): void {
  const stack = error instanceof Error ? error.stack : String(error);
  process.stderr.write(
    `${JSON.stringify({ level: 50, time: Date.now(), app: 'web', msg, path: new URL(request.url).pathname, stack })}\n`,
  );
}
