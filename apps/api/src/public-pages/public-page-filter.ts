import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import { DomainError } from '@dripemails/domain';
import type { Logger } from '@dripemails/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LOGGER } from '../tokens.js';
import { InvalidRequest } from '../http/invalid-request.js';
import { html } from './html.js';
import { type PublicPage, sendPublicPage } from './public-page.js';

/** Seconds after which it is worth trying again. */
const RETRY_AFTER_SECONDS = 30;

const NO_SUCH_LINK: PublicPage = {
  status: 404,
  title: 'This link is not valid',
  body: html`<p>It was changed or cut on its way to you, or it is too old.</p>
    <ul>
      <li>Use the link of a newer mail that you received from the same sender.</li>
      <li>If you copied the address, make sure that you copied all of it.</li>
      <li>Or answer the mail with the word <strong>unsubscribe</strong>: that ends it as well.</li>
    </ul>`,
};

const FAILED: PublicPage = {
  status: 503,
  title: 'That did not work',
  body: html`<p>
    Something went wrong on our side, and nothing was changed. Wait a moment and try again; pressing a button twice does
    no harm.
  </p>`,
};

const NOT_READ: PublicPage = {
  title: 'That could not be read',
  body: html`<p>
    What was sent is no form of ours, or holds more than one can. Nothing was changed. Open the link again, and keep
    what you write short.
  </p>`,
};
/** Malformed, too large, of another kind. */
const UNREADABLE: ReadonlySet<number> = new Set([400, 413, 415]);

const PAGES = ['/u/', '/p/', '/f/', '/confirm/', '/look/'];

/** Whether somebody without a sign-in opened a page or pressed a button of one. */
export function isPublicPage({ routeOptions }: FastifyRequest): boolean {
  return PAGES.some((path) => routeOptions.url?.startsWith(path) === true);
}

/** What Nest and Fastify call their refusals by; 500 for what is none. */
function statusOf(error: unknown): number {
  if (error instanceof InvalidRequest) return 400;
  if (error instanceof HttpException) return error.getStatus();
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : 500;
}

/** Answers in pages for people where the rest of the API answers in problem documents; says nothing of our insides. */
@Catch()
export class PublicPageFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const isNoLink = error instanceof InvalidRequest && error.where === 'path';
    if (isNoLink || (error instanceof DomainError && error.code.endsWith('.not_found'))) {
      sendPublicPage(reply, NO_SUCH_LINK);
      return;
    }
    const status = statusOf(error);
    if (status < 500) {
      sendPublicPage(reply, { ...(UNREADABLE.has(status) ? NOT_READ : FAILED), status });
      return;
    }
    this.log.error(
      { requestId: request.id, method: request.method, route: request.routeOptions.url, err: error },
      'a public page failed',
    );
    // 503 and not 500: a mail program that is told so asks again
    void reply.header('retry-after', String(RETRY_AFTER_SECONDS));
    sendPublicPage(reply, FAILED);
  }
}
