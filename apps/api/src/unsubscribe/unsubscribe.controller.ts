import { Controller, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { UseCases } from '@dripemails/runtime';
import { Public } from '../auth/actor.js';
import { USE_CASES } from '../tokens.js';
import { confirmPage, donePage } from './unsubscribe-pages.js';

/**
 * The link in every mail. Opening it never unsubscribes, because scanners open links; the button does, and so does the
 * one-click POST of a mail program (RFC 8058): no cookie, no redirect, any content type, harmless when repeated.
 */
@ApiExcludeController()
@Public()
@Controller('u')
export class UnsubscribeController {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Get(':token')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  @Header('referrer-policy', 'no-referrer')
  async page(@Param('token') token: string): Promise<string> {
    await this.useCases.unsubscribeByLink.check(token);
    return confirmPage();
  }

  @Post(':token')
  @HttpCode(200)
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  async unsubscribe(@Param('token') token: string): Promise<string> {
    await this.useCases.unsubscribeByLink.execute(token);
    return donePage();
  }
}
