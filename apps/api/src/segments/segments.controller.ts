import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '@dripemails/application';
import {
  createSegment,
  explainSegmentQuery,
  idParams,
  pageQuery,
  previewSegment,
  segment,
  segmentExplanation,
  segmentPage,
  segmentPreview,
  subscriberPage,
  updateSegment,
  type CreateSegment,
  type ExplainSegmentQuery,
  type IdParams,
  type PageQuery,
  type PreviewSegment,
  type UpdateSegment,
} from '@dripemails/contracts';
import type { UseCases } from '@dripemails/runtime';
import { CurrentActor } from '../auth/actor.js';
import { Answers, AnswersProblems } from '../http/answers.js';
import { USE_CASES } from '../tokens.js';

@AnswersProblems()
@ApiTags('segments')
@Controller('api/v1/segments')
export class SegmentsController {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Post()
  @Answers(201, 'The new segment.', segment)
  create(@CurrentActor() actor: Actor, @Body({ schema: createSegment }) body: CreateSegment) {
    return this.useCases.segments.create(actor, body);
  }

  @Get()
  @Answers(200, 'Segments, newest first, with their people as they were counted last.', segmentPage)
  list(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.useCases.segments.list(actor, query);
  }

  @Post('preview')
  @HttpCode(200)
  @Answers(200, 'Who would be in a segment with this rule. Nothing is stored.', segmentPreview)
  preview(@CurrentActor() actor: Actor, @Body({ schema: previewSegment }) body: PreviewSegment) {
    return this.useCases.previewSegment.execute(actor, body);
  }

  @Get(':id')
  @Answers(200, 'The segment, its people counted now.', segment)
  get(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.segments.get(actor, id);
  }

  @Patch(':id')
  @Answers(200, 'The segment as changed.', segment)
  update(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: updateSegment }) body: UpdateSegment,
  ) {
    return this.useCases.segments.update(actor, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Answers(204, 'Deleted; its people stay. Refused with 409 while something uses it.')
  delete(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.segments.delete(actor, id);
  }

  @Get(':id/members')
  @Answers(200, 'Who is in it now, newest first.', subscriberPage)
  members(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Query({ schema: pageQuery }) query: PageQuery,
  ) {
    return this.useCases.segments.members(actor, id, query);
  }

  @Get(':id/explain')
  @Answers(200, 'Whether somebody is in it, and what was seen for each of its rules.', segmentExplanation)
  explain(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Query({ schema: explainSegmentQuery }) { subscriberId }: ExplainSegmentQuery,
  ) {
    return this.useCases.explainSegment.execute(actor, id, subscriberId);
  }
}
