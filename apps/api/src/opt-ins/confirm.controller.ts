import { Controller, Get, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { UseCases } from '@dripemails/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../auth/actor.js';
import { PressLimit, tooOftenPage } from '../forms/press-limit.js';
import { PublicPageFilter } from '../public-pages/public-page-filter.js';
import { brandingOf, sendPublicPage } from '../public-pages/public-page.js';
import { visitorOf } from '../public-pages/visitor.js';
import { USE_CASES } from '../tokens.js';
import { askedAgainPage, confirmedPage, linkPage } from './opt-in-pages.js';

/**
 * The link in a mail that asks to confirm a subscription. Opening it confirms nothing, because scanners open links; the
 * button does, once, and is harmless when pressed again.
 */
@ApiExcludeController()
@Public()
@UseFilters(PublicPageFilter)
@Controller('confirm')
export class ConfirmController {
  /** Asking again for one mail after another helps nobody. */
  private readonly again = new PressLimit(5, 600);

  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Get(':token')
  async page(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    const link = await this.useCases.confirmOptIn.check(token);
    sendPublicPage(reply, linkPage(link, token, brandingOf(link.workspace)));
  }

  @Post(':token')
  async confirm(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const link = await this.useCases.confirmOptIn.execute(token, visitorOf(request));
    const branding = brandingOf(link.workspace);
    const page = link.state === 'pending' ? confirmedPage(link, branding) : linkPage(link, token, branding);
    sendPublicPage(reply, page);
  }

  @Post(':token/again')
  async askAgain(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const seconds = await this.again.refuse(request.ip);
    if (seconds !== null) {
      void reply.header('retry-after', String(seconds));
      sendPublicPage(reply, tooOftenPage(seconds));
      return;
    }
    const link = await this.useCases.confirmOptIn.askAgain(token, visitorOf(request));
    sendPublicPage(reply, askedAgainPage(brandingOf(link.workspace)));
  }
}
