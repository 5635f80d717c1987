import { Controller, Get, Header, Inject, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '@dripemails/application';
import {
  idParams,
  inboundDetail,
  inboundPage,
  inboundQuery,
  type IdParams,
  type InboundQuery,
} from '@dripemails/contracts';
import type { UseCases } from '@dripemails/runtime';
import { CurrentActor } from '../auth/actor.js';
import { Answers, AnswersProblems } from '../http/answers.js';
import { USE_CASES } from '../tokens.js';

@AnswersProblems()
@ApiTags('inbound')
@Controller('api/v1/inbound')
export class InboundController {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Get()
  @Answers(200, 'Mail that the SMTP app took, newest first.', inboundPage)
  list(@CurrentActor() actor: Actor, @Query({ schema: inboundQuery }) query: InboundQuery) {
    return this.useCases.readInbound.list(actor, query);
  }

  @Get(':id')
  @Answers(200, 'The mail, parsed; its HTML is sanitised.', inboundDetail)
  get(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.readInbound.get(actor, id);
  }

  @Get(':id/raw')
  @Header('content-disposition', 'attachment; filename="mail.eml"')
  @Answers(200, 'The mail as it came (message/rfc822).')
  async raw(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return new StreamableFile(await this.useCases.readInbound.raw(actor, id), { type: 'message/rfc822' });
  }
}
