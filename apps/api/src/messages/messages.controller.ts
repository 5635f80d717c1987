import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '@dripemails/application';
import { idParams, message, messagePage, messageQuery, type IdParams, type MessageQuery } from '@dripemails/contracts';
import type { UseCases } from '@dripemails/runtime';
import { CurrentActor } from '../auth/actor.js';
import { Answers, AnswersProblems } from '../http/answers.js';
import { USE_CASES } from '../tokens.js';

@AnswersProblems()
@ApiTags('messages')
@Controller('api/v1/messages')
export class MessagesController {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Get()
  @Answers(200, 'Messages, newest first.', messagePage)
  list(@CurrentActor() actor: Actor, @Query({ schema: messageQuery }) query: MessageQuery) {
    return this.useCases.readMessages.list(actor, query);
  }

  @Get(':id')
  @Answers(200, 'The message.', message)
  get(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.readMessages.get(actor, id);
  }
}
