import { Controller, Get, Inject, type OnModuleDestroy, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Activity } from '@dripemails/application';
import type { UseCases } from '@dripemails/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../auth/actor.js';
import { USE_CASES } from '../tokens.js';
import { NO_SUCH_LINK, PIXEL } from './tracking-answers.js';

/**
 * The pixel and the links in every mail. The reader is answered at once, and what they did is recorded after that. A HEAD
 * request only asks whether there is something, so it counts as nothing that a person did.
 */
@ApiExcludeController()
@Public()
@Controller()
export class TrackingController implements OnModuleDestroy {
  private readonly pending = new Set<Promise<void>>();

  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  /** A pixel looks the same whether the address is one of ours or not: a broken picture helps nobody. */
  @Get('o/:segment')
  open(@Param('segment') segment: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const activity = this.useCases.recordActivity.readPixel(segment);
    void reply.headers({ ...PRIVATE, 'content-type': 'image/gif' }).send(PIXEL);
    if (activity !== null) this.record(activity, request);
  }

  @Get('c/:signed')
  click(@Param('signed') signed: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const activity = this.useCases.recordActivity.readLink(signed);
    void reply.headers(PRIVATE);
    if (activity === null) {
      void reply.status(404).header('content-type', 'text/html; charset=utf-8').send(NO_SUCH_LINK);
      return;
    }
    // as browsers write it: a header holds ASCII alone
    void reply.status(302).header('location', new URL(activity.url).href).send();
    this.record(activity, request);
  }

  /** What was answered is recorded before the process ends. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.pending);
  }

  private record(activity: Activity, { method, headers }: FastifyRequest): void {
    if (method === 'HEAD') return;
    const work = this.useCases.recordActivity.execute(activity, headers['user-agent']);
    this.pending.add(work);
    void work.finally(() => this.pending.delete(work));
  }
}

/** Each fetch comes to us, and the page behind a link does not learn our address. */
const PRIVATE = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' } as const;
