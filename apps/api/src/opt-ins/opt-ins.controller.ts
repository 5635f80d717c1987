import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '@dripemails/application';
import { idParams, optIn, optIns, requestOptIn, type IdParams, type RequestOptIn } from '@dripemails/contracts';
import type { UseCases } from '@dripemails/runtime';
import { CurrentActor } from '../auth/actor.js';
import { Answers, AnswersProblems } from '../http/answers.js';
import { USE_CASES } from '../tokens.js';

@AnswersProblems()
@ApiTags('subscribers')
@Controller('api/v1/subscribers')
export class OptInsController {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Get(':id/opt-ins')
  @Answers(200, 'What the person was asked to confirm, newest first.', optIns)
  list(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.readOptIns.ofSubscriber(actor, id);
  }

  @Post(':id/opt-ins')
  @HttpCode(202)
  @Answers(202, 'The request; its mail goes out now, unless one did a moment ago.', optIn)
  request(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: requestOptIn }) body: RequestOptIn,
  ) {
    return this.useCases.requestOptIn.execute(actor, id, body);
  }
}
