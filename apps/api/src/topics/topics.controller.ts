import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '@dripemails/application';
import {
  createTopic,
  idParams,
  pageQuery,
  topic,
  topicPage,
  updateTopic,
  type CreateTopic,
  type IdParams,
  type PageQuery,
  type UpdateTopic,
} from '@dripemails/contracts';
import type { UseCases } from '@dripemails/runtime';
import { CurrentActor } from '../auth/actor.js';
import { Answers, AnswersProblems } from '../http/answers.js';
import { USE_CASES } from '../tokens.js';

@AnswersProblems()
@ApiTags('topics')
@Controller('api/v1/topics')
export class TopicsController {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Post()
  @Answers(201, 'The new topic.', topic)
  create(@CurrentActor() actor: Actor, @Body({ schema: createTopic }) body: CreateTopic) {
    return this.useCases.topics.create(actor, body);
  }

  @Get()
  @Answers(200, 'Topics, newest first.', topicPage)
  list(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.useCases.topics.list(actor, query);
  }

  @Get(':id')
  @Answers(200, 'The topic.', topic)
  get(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.topics.get(actor, id);
  }

  @Patch(':id')
  @Answers(200, 'The topic as changed.', topic)
  update(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: updateTopic }) body: UpdateTopic,
  ) {
    return this.useCases.topics.update(actor, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Answers(204, 'Deleted, with what people chose about it. While a sequence is about it: 409.')
  delete(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.topics.delete(actor, id);
  }
}
