import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '@dripemails/application';
import {
  createDomain,
  idParams,
  sendingDomain,
  sendingDomainPage,
  type CreateDomain,
  type IdParams,
} from '@dripemails/contracts';
import type { UseCases } from '@dripemails/runtime';
import { CurrentActor } from '../auth/actor.js';
import { Answers, AnswersProblems } from '../http/answers.js';
import { USE_CASES } from '../tokens.js';

@AnswersProblems()
@ApiTags('domains')
@Controller('api/v1/domains')
export class DomainsController {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Get()
  @Answers(200, 'The domains that mail is sent from, with their SPF.', sendingDomainPage)
  list(@CurrentActor() actor: Actor) {
    return this.useCases.domains.list(actor);
  }

  @Post()
  @Answers(201, 'The new domain; it is looked at when asked, before the first mail and every night.', sendingDomain)
  create(@CurrentActor() actor: Actor, @Body({ schema: createDomain }) body: CreateDomain) {
    return this.useCases.domains.create(actor, body);
  }

  @Get(':id')
  @Answers(200, 'The domain with its SPF.', sendingDomain)
  get(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.domains.get(actor, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @Answers(204, 'Gone.')
  remove(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.domains.remove(actor, id);
  }

  @Post(':id/check')
  @HttpCode(200)
  @Answers(200, 'What DNS says now.', sendingDomain)
  check(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.domains.check(actor, id);
  }
}
