import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import { DomainError } from '@dripemails/domain';
import type { Logger } from '@dripemails/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LOGGER } from '../tokens.js';
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

/** Answers in pages for people where the rest of the API answers in problem documents; says nothing of our insides. */
@Catch()
export class PublicPageFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (error instanceof DomainError && error.code.endsWith('.not_found')) {
      sendPublicPage(reply, NO_SUCH_LINK);
      return;
    }
    const status = error instanceof HttpException ? error.getStatus() : 500;
    if (status < 500) {
      sendPublicPage(reply, { ...FAILED, status });
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
