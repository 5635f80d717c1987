import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '@dripemails/application';
import {
  activateSequence,
  createEnrollment,
  createSequence,
  diffQuery,
  enrollment,
  enrollmentPage,
  enrollmentQuery,
  idParams,
  operationStarted,
  publishResult,
  publishSequence,
  resumeSequence,
  rollbackSequence,
  sequence,
  sequencePage,
  sequenceQuery,
  sequenceStats,
  sequenceVersionPage,
  simulateSequence,
  simulation,
  updateSequence,
  versionDiff,
  type ActivateSequence,
  type CreateEnrollment,
  type CreateSequence,
  type DiffQuery,
  type EnrollmentQuery,
  type IdParams,
  type PublishSequence,
  type ResumeSequence,
  type RollbackSequence,
  type SequenceQuery,
  type SimulateSequence,
  type UpdateSequence,
} from '@dripemails/contracts';
import type { UseCases } from '@dripemails/runtime';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../auth/actor.js';
import { Answers, AnswersProblems } from '../http/answers.js';
import { USE_CASES } from '../tokens.js';

@AnswersProblems()
@ApiTags('sequences')
@Controller('api/v1/sequences')
export class SequencesController {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Post()
  @Answers(201, 'The new draft.', sequence)
  create(@CurrentActor() actor: Actor, @Body({ schema: createSequence }) body: CreateSequence) {
    return this.useCases.createSequence.execute(actor, body);
  }

  @Get()
  @Answers(200, 'Sequences, newest first.', sequencePage)
  list(@CurrentActor() actor: Actor, @Query({ schema: sequenceQuery }) query: SequenceQuery) {
    return this.useCases.listSequences.execute(actor, query);
  }

  @Get(':id')
  @Answers(200, 'The sequence with its draft.', sequence)
  get(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.getSequence.execute(actor, id);
  }

  @Patch(':id')
  @Answers(200, 'The sequence with the draft as changed.', sequence)
  update(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: updateSequence }) body: UpdateSequence,
  ) {
    return this.useCases.updateSequence.execute(actor, id, body);
  }

  @Post(':id/publish')
  @HttpCode(200)
  @Answers(200, 'The published version; with dryRun what would happen.', publishResult)
  publish(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: publishSequence }) body: PublishSequence,
  ) {
    return this.useCases.publishSequence.execute(actor, id, body);
  }

  @Post(':id/activate')
  @HttpCode(200)
  @Answers(200, 'Active: people can be enrolled.', sequence)
  activate(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: activateSequence }) body: ActivateSequence,
  ) {
    return this.useCases.changeSequenceState.execute(actor, id, 'activate', body);
  }

  @Post(':id/pause')
  @HttpCode(200)
  @Answers(200, 'Paused: nothing is sent from now on, everybody is kept.', sequence)
  pause(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.changeSequenceState.execute(actor, id, 'pause');
  }

  @Post(':id/resume')
  @HttpCode(200)
  @Answers(200, 'Active again; everybody goes on where they were.', sequence)
  resume(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: resumeSequence }) body: ResumeSequence,
  ) {
    return this.useCases.changeSequenceState.execute(actor, id, 'resume', body);
  }

  @Post(':id/archive')
  @HttpCode(200)
  @Answers(200, 'Archived: mails nobody and takes nobody any more.', sequence)
  archive(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.changeSequenceState.execute(actor, id, 'archive');
  }

  @Get(':id/versions')
  @Answers(200, 'Published versions, newest first.', sequenceVersionPage)
  versions(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.listSequenceVersions.execute(actor, id);
  }

  @Get(':id/diff')
  @Answers(200, 'What differs between two published versions.', versionDiff)
  diff(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Query({ schema: diffQuery }) query: DiffQuery,
  ) {
    return this.useCases.diffSequenceVersions.execute(actor, id, query);
  }

  @Post(':id/rollback')
  @HttpCode(200)
  @Answers(200, 'An earlier version is the newest again; with dryRun what would happen.', publishResult)
  rollback(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: rollbackSequence }) body: RollbackSequence,
  ) {
    return this.useCases.publishSequence.rollback(actor, id, body);
  }

  @Post(':id/simulate')
  @HttpCode(200)
  @Answers(200, 'The dated timeline of a run on a virtual clock. Nothing is sent or stored.', simulation)
  simulate(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: simulateSequence }) body: SimulateSequence,
  ) {
    return this.useCases.simulateSequence.execute(actor, id, body);
  }

  @Get(':id/stats')
  @Answers(200, 'People by state, outcome and step.', sequenceStats)
  stats(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.getSequenceStats.execute(actor, id);
  }

  @Post(':id/enrollments')
  @Answers(201, 'One person was enrolled.', enrollment)
  @Answers(202, 'A list or a segment is being enrolled; follow the operation.', operationStarted)
  async enroll(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: createEnrollment }) body: CreateEnrollment,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { listId, segmentId } = body;
    const audience = listId !== undefined ? { listId } : segmentId !== undefined ? { segmentId } : null;
    void reply.status(audience === null ? 201 : 202);
    return audience === null
      ? await this.useCases.enrollSubscriber.execute(actor, id, body)
      : await this.useCases.enrollAudience.execute(actor, id, audience);
  }

  @Get(':id/enrollments')
  @Answers(200, 'People of the sequence, newest first, with what comes next for each.', enrollmentPage)
  enrollments(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Query({ schema: enrollmentQuery }) query: EnrollmentQuery,
  ) {
    return this.useCases.listEnrollments.execute(actor, id, query);
  }
}
