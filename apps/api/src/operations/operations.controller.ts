import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '@dripemails/application';
import {
  idParams,
  operation,
  operationPage,
  operationStarted,
  pageQuery,
  type IdParams,
  type PageQuery,
} from '@dripemails/contracts';
import type { UseCases } from '@dripemails/runtime';
import { CurrentActor } from '../auth/actor.js';
import { Answers, AnswersProblems } from '../http/answers.js';
import { USE_CASES } from '../tokens.js';

@AnswersProblems()
@ApiTags('operations')
@Controller('api/v1/operations')
export class OperationsController {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Get()
  @Answers(200, 'Bulk work, newest first.', operationPage)
  list(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.useCases.readOperations.list(actor, query);
  }

  @Get(':id')
  @Answers(200, 'The operation with its progress.', operation)
  get(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.readOperations.get(actor, id);
  }

  @Post(':id/undo')
  @HttpCode(202)
  @Answers(
    202,
    'Taking it back, as an operation: only what it changed, and only where nobody changed it since.',
    operationStarted,
  )
  undo(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.undoOperation.execute(actor, id);
  }
}
