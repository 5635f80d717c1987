import { Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { Actor } from '@dripemails/application';
import { idParams, importJob, importPage, pageQuery, type IdParams, type PageQuery } from '@dripemails/contracts';
import type { UseCases } from '@dripemails/runtime';
import type { FastifyRequest } from 'fastify';
import { CurrentActor } from '../auth/actor.js';
import { Answers, AnswersProblems } from '../http/answers.js';
import { USE_CASES } from '../tokens.js';
import { discardRest, uploadOf } from './upload-parts.js';

@AnswersProblems()
@ApiTags('imports')
@Controller('api/v1/imports')
export class ImportsController {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Post()
  @HttpCode(202)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: {
        file: {
          type: 'string',
          format: 'binary',
          description: 'CSV in UTF-8 with a header; commas, semicolons or tabs.',
        },
        list: { type: 'string', format: 'uuid', description: 'Also put everybody on this list.' },
        mapping: {
          type: 'string',
          description:
            'JSON object from column to email, firstName, lastName, timeZone, locale, ignore or field:<name>; guessed where left out.',
        },
      },
    },
  })
  @Answers(202, 'The import has begun; follow its progress by its id.', importJob)
  async start(@CurrentActor() actor: Actor, @Req() request: FastifyRequest) {
    try {
      return await this.useCases.startImport.execute(actor, await uploadOf(request));
    } catch (error) {
      discardRest(request);
      throw error;
    }
  }

  @Get()
  @Answers(200, 'Imports, newest first.', importPage)
  list(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.useCases.readImports.list(actor, query);
  }

  @Get(':id')
  @Answers(200, 'The import with its progress.', importJob)
  get(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.readImports.get(actor, id);
  }

  @Get(':id/rejected.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="rejected.csv"')
  @Answers(200, 'Every rejected row with its line and reason, as CSV.')
  async rejected(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    const rejections = Readable.from(await this.useCases.readImports.rejections(actor, id));
    // cells that a spreadsheet would run as a formula are made text
    return new StreamableFile(
      rejections.pipe(stringify({ header: true, columns: ['line', 'reason', 'row'], escape_formulas: true })),
      { type: 'text/csv; charset=utf-8' },
    );
  }
}
