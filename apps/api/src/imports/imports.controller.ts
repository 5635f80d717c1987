import { Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { Actor } from '@dripemails/application';
import {
  idParams,
  importConflict,
  importConsent,
  importJob,
  importPage,
  importPreview,
  IMPORT_ENCODINGS,
  pageQuery,
  type IdParams,
  type PageQuery,
} from '@dripemails/contracts';
import type { UseCases } from '@dripemails/runtime';
import type { FastifyRequest } from 'fastify';
import { CurrentActor } from '../auth/actor.js';
import { Answers, AnswersProblems } from '../http/answers.js';
import { USE_CASES } from '../tokens.js';
import { discardRest, previewOf, uploadOf } from './upload-parts.js';

const FILE = {
  type: 'string',
  format: 'binary',
  description: 'CSV with a header (commas, semicolons, tabs or bars; UTF-8, UTF-16 or an old encoding) or XLSX.',
} as const;
const UPLOAD = {
  type: 'string',
  format: 'uuid',
  description: 'In place of the file: the `uploadId` of a preview, or the id of a dry run. Kept for a day.',
} as const;
const SHEET = { type: 'string', description: 'Of an XLSX file: the sheet to read; the first where left out.' } as const;
const ENCODING = {
  type: 'string',
  description: `Of a text file: ${IMPORT_ENCODINGS.join(', ')}, or another label that the WHATWG Encoding Standard has for one of these (latin1, cp1251, sjis). Detected where left out; what was chosen for an upload holds for it until another is.`,
  example: 'windows-1250',
} as const;

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
      properties: {
        file: { ...FILE, description: `${FILE.description} Required unless \`upload\` is given.` },
        upload: UPLOAD,
        fileName: { type: 'string', description: 'With `upload`: the name under which the file is shown.' },
        list: { type: 'string', format: 'uuid', description: 'Also put everybody on this list.' },
        listIds: { type: 'string', description: 'Several lists: ids with commas between them, or a JSON array.' },
        tags: { type: 'string', description: 'Tags for everybody: with commas between them, or a JSON array.' },
        mapping: {
          type: 'string',
          description:
            'JSON object from column to email, firstName, lastName, timeZone, locale, ignore or field:<name>; guessed where left out.',
        },
        conflict: {
          type: 'string',
          enum: importConflict.options,
          description:
            'People who are here already: leave them entirely as they are, lists and tags too (skip); fill values that are empty (fillBlanks); or take the values of the file (overwrite, the default). Empty cells never change anything.',
        },
        consent: {
          type: 'string',
          enum: importConsent.options,
          description:
            'single: you have their consent, which is recorded with `consentText`; doubleOptIn: new people are asked to confirm before they get mail.',
        },
        consentText: { type: 'string', description: 'What they agreed to and where, for the consent log.' },
        dryRun: { type: 'string', enum: ['true', 'false'], description: 'Count what would happen and change nothing.' },
        sheet: SHEET,
        encoding: ENCODING,
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

  @Post('preview')
  @HttpCode(200)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      properties: { file: FILE, upload: UPLOAD, sheet: SHEET, encoding: ENCODING, fileName: { type: 'string' } },
    },
  })
  @Answers(200, 'How the file would be read; nothing is imported.', importPreview)
  async preview(@CurrentActor() actor: Actor, @Req() request: FastifyRequest) {
    try {
      return await this.useCases.previewImport.execute(actor, await previewOf(request));
    } catch (error) {
      discardRest(request);
      throw error;
    }
  }

  @Post(':id/pause')
  @HttpCode(200)
  @Answers(200, 'The import rests after the batch at hand until it is resumed.', importJob)
  pause(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.controlImport.execute(actor, id, 'pause');
  }

  @Post(':id/resume')
  @HttpCode(200)
  @Answers(200, 'The import goes on where it was paused.', importJob)
  resume(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.controlImport.execute(actor, id, 'resume');
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Answers(200, 'The import is over; people who are in stay.', importJob)
  cancel(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.controlImport.execute(actor, id, 'cancel');
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
