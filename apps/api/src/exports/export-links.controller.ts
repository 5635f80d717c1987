import { Controller, Get, Inject, Param, Res, type StreamableFile } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { UseCases } from '@dripemails/runtime';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/actor.js';
import { USE_CASES } from '../tokens.js';
import { sendFile } from './send-file.js';

/** The signed link of an export: who has it may fetch the file until it expires (410 from then on). */
@ApiExcludeController()
@Public()
@Controller('x')
export class ExportLinksController {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Get(':token')
  async file(@Param('token') token: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
    return sendFile(reply, await this.useCases.readExports.byLink(token));
  }
}
