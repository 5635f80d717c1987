import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '@dripemails/application';
import {
  apiKeyPage,
  createApiKey,
  createdApiKey,
  idParams,
  pageQuery,
  type CreateApiKey,
  type IdParams,
  type PageQuery,
} from '@dripemails/contracts';
import type { UseCases } from '@dripemails/runtime';
import { CurrentActor } from '../auth/actor.js';
import { Answers, AnswersProblems } from '../http/answers.js';
import { USE_CASES } from '../tokens.js';

@AnswersProblems()
@ApiTags('API keys')
@Controller('api/v1/api-keys')
export class ApiKeysController {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Post()
  @Answers(201, 'The new key, shown only here.', createdApiKey)
  create(@CurrentActor() actor: Actor, @Body({ schema: createApiKey }) body: CreateApiKey) {
    return this.useCases.apiKeys.create(actor, body);
  }

  @Get()
  @Answers(200, 'Keys that are valid, newest first.', apiKeyPage)
  list(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.useCases.apiKeys.list(actor, query);
  }

  @Delete(':id')
  @HttpCode(204)
  @Answers(204, 'Revoked: the key opens nothing any more.')
  revoke(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.apiKeys.revoke(actor, id);
  }
}
