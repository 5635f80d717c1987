import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '@dripemails/application';
import {
  exportJob,
  exportPage,
  exportStarted,
  idParams,
  pageQuery,
  startExport,
  type IdParams,
  type PageQuery,
  type StartExport,
} from '@dripemails/contracts';
import type { UseCases } from '@dripemails/runtime';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../auth/actor.js';
import { Answers, AnswersProblems } from '../http/answers.js';
import { USE_CASES } from '../tokens.js';
import { sendFile } from './send-file.js';

@AnswersProblems()
@ApiTags('exports')
@Controller('api/v1/exports')
export class ExportsController {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Post()
  @HttpCode(202)
  @Answers(202, 'The export has begun; follow its progress by its id.', exportStarted)
  start(@CurrentActor() actor: Actor, @Body({ schema: startExport }) body: StartExport) {
    return this.useCases.startExport.execute(actor, body);
  }

  @Get()
  @Answers(200, 'Exports, newest first.', exportPage)
  list(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.useCases.readExports.list(actor, query);
  }

  @Get(':id')
  @Answers(200, 'The export with its progress and, once completed, its link.', exportJob)
  get(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.readExports.get(actor, id);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Answers(200, 'The export, cancelled unless it was over.', exportJob)
  async cancel(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    await this.useCases.startExport.cancel(actor, id);
    return await this.useCases.readExports.get(actor, id);
  }

  @Get(':id/file')
  @Answers(200, 'The file. 409 before it is completed, 410 once it has expired.')
  async file(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return sendFile(reply, await this.useCases.readExports.file(actor, id));
  }
}
