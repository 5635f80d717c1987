import { Body, Controller, Delete, Get, Header, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '@dripemails/application';
import {
  declinePrivacyRequest,
  eraseStarted,
  idParams,
  listPrivacyRequests,
  personExport,
  privacyRequest,
  privacyRequestPage,
  type DeclinePrivacyRequest,
  type IdParams,
  type ListPrivacyRequests,
} from '@dripemails/contracts';
import type { UseCases } from '@dripemails/runtime';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../auth/actor.js';
import { Answers, AnswersProblems } from '../http/answers.js';
import { USE_CASES } from '../tokens.js';

@AnswersProblems()
@ApiTags('privacy')
@Controller('api/v1')
export class PrivacyController {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Get('subscribers/:id/export')
  @Header('cache-control', 'private, no-store')
  @Answers(200, 'Everything that is held on the person, as a file.', personExport)
  async export(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const held = await this.useCases.exportPerson.execute(actor, id);
    void reply.header('content-disposition', `attachment; filename="subscriber-${id}.json"`);
    return held;
  }

  @Post('subscribers/:id/erase')
  @HttpCode(202)
  @Answers(202, 'The person gets no mail from now on; follow the removal by the request.', eraseStarted)
  erase(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.requestErase.execute(actor, id);
  }

  @Delete('subscribers/:id')
  @HttpCode(202)
  @Answers(202, 'The same as `POST /subscribers/{id}/erase`.', eraseStarted)
  delete(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.requestErase.execute(actor, id);
  }

  @Get('privacy/requests')
  @Answers(200, 'Erasures and exports of persons, newest first; those that wait for an answer too.', privacyRequestPage)
  list(@CurrentActor() actor: Actor, @Query({ schema: listPrivacyRequests }) query: ListPrivacyRequests) {
    return this.useCases.readPrivacyRequests.list(actor, query);
  }

  @Get('privacy/requests/:id')
  @Answers(200, 'The request with its report.', privacyRequest)
  get(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.readPrivacyRequests.get(actor, id);
  }

  @Post('privacy/requests/:id/fulfil')
  @HttpCode(200)
  @Answers(
    200,
    'Of an erasure: it has begun; follow it by the request. Of a copy: noted that the person was given it (`GET /subscribers/{id}/export`).',
    privacyRequest,
  )
  fulfil(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.answerPrivacyRequest.fulfil(actor, id);
  }

  @Post('privacy/requests/:id/decline')
  @HttpCode(200)
  @Answers(200, 'The request; the person reads the reason on their preference page.', privacyRequest)
  decline(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: declinePrivacyRequest }) { reason }: DeclinePrivacyRequest,
  ) {
    return this.useCases.answerPrivacyRequest.decline(actor, id, reason);
  }
}
