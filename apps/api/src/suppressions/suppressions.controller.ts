import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '@dripemails/application';
import {
  addSuppressions,
  idParams,
  importSuppressions,
  suppressionCheck,
  suppressionCheckQuery,
  suppressionPage,
  suppressionQuery,
  suppressionsAdded,
  type AddSuppressions,
  type IdParams,
  type ImportSuppressions,
  type SuppressionCheckQuery,
  type SuppressionQuery,
} from '@dripemails/contracts';
import type { UseCases } from '@dripemails/runtime';
import { CurrentActor } from '../auth/actor.js';
import { Answers, AnswersProblems } from '../http/answers.js';
import { USE_CASES } from '../tokens.js';

@AnswersProblems()
@ApiTags('suppressions')
@Controller('api/v1/suppressions')
export class SuppressionsController {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Get()
  @Answers(200, 'What is never mailed, newest first.', suppressionPage)
  list(@CurrentActor() actor: Actor, @Query({ schema: suppressionQuery }) query: SuppressionQuery) {
    return this.useCases.suppressions.list(actor, query);
  }

  @Post()
  @HttpCode(200)
  @Answers(200, 'Suppressed; enrollments of whoever it hits ended.', suppressionsAdded)
  add(@CurrentActor() actor: Actor, @Body({ schema: addSuppressions }) body: AddSuppressions) {
    return this.useCases.suppressions.add(actor, body);
  }

  @Post('import')
  @HttpCode(200)
  @Answers(200, 'Suppressed; lines that are no address or domain are told.', suppressionsAdded)
  import(@CurrentActor() actor: Actor, @Body({ schema: importSuppressions }) body: ImportSuppressions) {
    return this.useCases.suppressions.import(actor, body);
  }

  @Get('check')
  @Answers(200, 'Whether an address may be written to, as far as this list goes.', suppressionCheck)
  check(@CurrentActor() actor: Actor, @Query({ schema: suppressionCheckQuery }) { email }: SuppressionCheckQuery) {
    return this.useCases.suppressions.check(actor, email);
  }

  @Delete(':id')
  @HttpCode(204)
  @Answers(204, 'Off the list. Complaints and erasures stay: 409.')
  remove(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.suppressions.remove(actor, id);
  }
}
