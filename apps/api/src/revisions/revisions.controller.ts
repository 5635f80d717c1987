import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '@dripemails/application';
import {
  idParams,
  revision,
  revisionPage,
  revisionQuery,
  type IdParams,
  type RevisionQuery,
} from '@dripemails/contracts';
import type { UseCases } from '@dripemails/runtime';
import { CurrentActor } from '../auth/actor.js';
import { Answers, AnswersProblems } from '../http/answers.js';
import { USE_CASES } from '../tokens.js';

@AnswersProblems()
@ApiTags('revisions')
@Controller('api/v1/revisions')
export class RevisionsController {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Get()
  @Answers(200, 'Mails that AI revised, newest first; with `status=awaitingApproval` those to answer.', revisionPage)
  list(@CurrentActor() actor: Actor, @Query({ schema: revisionQuery }) query: RevisionQuery) {
    return this.useCases.readRevisions.list(actor, query);
  }

  @Get(':id')
  @Answers(200, 'The revised mail beside its original.', revision)
  get(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.readRevisions.get(actor, id);
  }
}
