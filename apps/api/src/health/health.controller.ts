import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Metrics } from '@dripemails/platform';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/actor.js';
import { METRICS, PING } from '../tokens.js';

/** For supervisors and Prometheus. */
@ApiExcludeController()
@Public()
@Controller()
export class HealthController {
  constructor(
    @Inject(METRICS) private readonly metrics: Metrics,
    @Inject(PING) private readonly ping: () => Promise<void>,
  ) {}

  @Get('healthz')
  async health(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ status: string }> {
    try {
      await this.ping();
      return { status: 'ok' };
    } catch {
      // the answer is the report: a supervisor asks for it every few seconds
      void reply.status(503);
      return { status: 'the database does not answer' };
    }
  }

  @Get('metrics')
  async text(@Res() reply: FastifyReply): Promise<void> {
    const { contentType, body } = await this.metrics.text();
    await reply.header('content-type', contentType).send(body);
  }
}
