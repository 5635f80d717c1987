import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '@dripemails/application';
import {
  controlEnrollment,
  enrollment,
  enrollmentDetail,
  idParams,
  type ControlEnrollment,
  type IdParams,
} from '@dripemails/contracts';
import type { UseCases } from '@dripemails/runtime';
import { CurrentActor } from '../auth/actor.js';
import { Answers, AnswersProblems } from '../http/answers.js';
import { USE_CASES } from '../tokens.js';

@AnswersProblems()
@ApiTags('enrollments')
@Controller('api/v1/enrollments')
export class EnrollmentsController {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Get(':id')
  @Answers(200, 'What happened, what comes next and when, and the forecast to the end.', enrollmentDetail)
  get(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.getEnrollment.execute(actor, id);
  }

  @Post(':id/pause')
  @HttpCode(200)
  @Answers(200, 'Paused: this person gets nothing until resumed.', enrollment)
  pause(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: controlEnrollment }) body: ControlEnrollment,
  ) {
    return this.useCases.controlEnrollment.execute(actor, id, 'pause', body.reason);
  }

  @Post(':id/resume')
  @HttpCode(200)
  @Answers(200, 'Active again; the remaining wait goes on. A refused mail is tried again.', enrollment)
  resume(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: controlEnrollment }) body: ControlEnrollment,
  ) {
    return this.useCases.controlEnrollment.execute(actor, id, 'resume', body.reason);
  }

  @Post(':id/stop')
  @HttpCode(200)
  @Answers(200, 'Ended with the outcome `stopped`.', enrollment)
  stop(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: controlEnrollment }) body: ControlEnrollment,
  ) {
    return this.useCases.controlEnrollment.execute(actor, id, 'stop', body.reason);
  }
}
