import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '@dripemails/application';
import {
  approveRevision,
  bulkEnrollments,
  changeDue,
  controlEnrollment,
  enrollment,
  enrollmentDetail,
  idParams,
  operationStarted,
  resumeEnrollment,
  rewindEnrollment,
  skipStep,
  type ApproveRevision,
  type BulkEnrollments,
  type ChangeDue,
  type ControlEnrollment,
  type IdParams,
  type ResumeEnrollment,
  type RewindEnrollment,
  type SkipStep,
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
    return this.useCases.controlEnrollment.execute(actor, id, { do: 'pause', ...body });
  }

  @Post(':id/resume')
  @HttpCode(200)
  @Answers(200, 'Active again, as the mode says. A refused mail is tried again.', enrollment)
  resume(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: resumeEnrollment }) body: ResumeEnrollment,
  ) {
    return this.useCases.controlEnrollment.execute(actor, id, { do: 'resume', ...body });
  }

  @Post(':id/stop')
  @HttpCode(200)
  @Answers(200, 'Ended with the outcome `stopped`.', enrollment)
  stop(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: controlEnrollment }) body: ControlEnrollment,
  ) {
    return this.useCases.controlEnrollment.execute(actor, id, { do: 'stop', ...body });
  }

  @Post(':id/skip')
  @HttpCode(200)
  @Answers(200, 'The step that was waited for is passed.', enrollment)
  skip(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: skipStep }) body: SkipStep,
  ) {
    return this.useCases.controlEnrollment.execute(actor, id, { do: 'skip', ...body });
  }

  @Post(':id/rewind')
  @HttpCode(200)
  @Answers(200, 'Sent back to a step; the ledger keeps what was sent.', enrollment)
  rewind(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: rewindEnrollment }) body: RewindEnrollment,
  ) {
    return this.useCases.controlEnrollment.execute(actor, id, { do: 'rewind', ...body });
  }

  @Post(':id/due')
  @HttpCode(200)
  @Answers(200, 'The next step is due at the time given.', enrollment)
  due(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: changeDue }) body: ChangeDue,
  ) {
    return this.useCases.controlEnrollment.execute(actor, id, { do: 'due', ...body });
  }

  @Post(':id/approve')
  @HttpCode(200)
  @Answers(200, 'The AI revision is answered, and the sequence goes on.', enrollment)
  approve(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: approveRevision }) body: ApproveRevision,
  ) {
    return this.useCases.controlEnrollment.execute(actor, id, { do: 'approve', ...body });
  }

  @Post(':id/retry')
  @HttpCode(200)
  @Answers(200, 'A refused mail, or one of unknown outcome, is sent again.', enrollment)
  retry(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: controlEnrollment }) body: ControlEnrollment,
  ) {
    return this.useCases.controlEnrollment.execute(actor, id, { do: 'retry', ...body });
  }

  @Post('bulk')
  @HttpCode(202)
  @Answers(202, 'The action is being carried out; follow the operation.', operationStarted)
  bulk(@CurrentActor() actor: Actor, @Body({ schema: bulkEnrollments }) body: BulkEnrollments) {
    return this.useCases.bulkControl.execute(actor, body);
  }
}
