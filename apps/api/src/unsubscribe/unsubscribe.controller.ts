import { Controller, Get, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { UnsubscribeChoice } from '@dripemails/application';
import type { UseCases } from '@dripemails/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../auth/actor.js';
import { FormValues } from '../public-pages/form-values.js';
import { PublicPageFilter } from '../public-pages/public-page-filter.js';
import { sendPublicPage } from '../public-pages/public-page.js';
import { visitorOf } from '../public-pages/visitor.js';
import { USE_CASES } from '../tokens.js';
import { confirmPage, donePage, REASON_LIMIT, REASONS } from './unsubscribe-pages.js';

/**
 * The link in every mail. Opening it never unsubscribes, because scanners open links; the buttons of its page do, and so
 * does the one-click POST of a mail program (RFC 8058): no cookie, no redirect, whatever its body is, harmless when
 * repeated.
 */
@ApiExcludeController()
@Public()
@UseFilters(PublicPageFilter)
@Controller('u')
export class UnsubscribeController {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Get(':token')
  async page(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    sendPublicPage(reply, confirmPage(token, await this.useCases.unsubscribeByLink.open(token)));
  }

  /** `ignoreOneClickBody` sees to it that no body is refused. */
  @Post(':token')
  async oneClick(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const link = await this.useCases.unsubscribeByLink.oneClick(token, visitorOf(request));
    sendPublicPage(reply, donePage(token, link, 'all'));
  }

  @Post(':token/choice')
  async choose(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const choice = choiceOf(new FormValues(request.body));
    const link = await this.useCases.unsubscribeByLink.choose(token, choice, visitorOf(request));
    sendPublicPage(reply, donePage(token, link, choice.scope));
  }
}

/** What a form says; where it says nothing, whoever pressed a button here wants no more mail. */
function choiceOf(values: FormValues): UnsubscribeChoice {
  const scope = values.one('scope');
  const reason = values.one('reason');
  const words = values.one('words').slice(0, REASON_LIMIT);
  const label = Object.hasOwn(REASONS, reason) ? REASONS[reason as keyof typeof REASONS] : '';
  return {
    scope: scope === 'list' || scope === 'pause' ? scope : 'all',
    reason: [label, words].filter((part) => part !== '').join(': ') || null,
  };
}
