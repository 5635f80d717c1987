import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '@dripemails/application';
import {
  addNote,
  bulkSubscribers,
  bulkSubscribersAnswer,
  changeTags,
  duplicatePage,
  idParams,
  mergeSubscriber,
  noteParams,
  pageQuery,
  subscriber,
  subscriberCount,
  subscriberCountQuery,
  subscriberPage,
  subscriberQuery,
  timelineEntry,
  timelinePage,
  timelineQuery,
  unsubscribeSubscriber,
  updateSubscriber,
  upsertSubscriber,
  type AddNote,
  type BulkSubscribers,
  type ChangeTags,
  type IdParams,
  type MergeSubscriber,
  type NoteParams,
  type PageQuery,
  type Subscriber,
  type SubscriberCountQuery,
  type SubscriberQuery,
  type TimelineQuery,
  type UnsubscribeSubscriber,
  type UpdateSubscriber,
  type UpsertSubscriber,
} from '@dripemails/contracts';
import type { UseCases } from '@dripemails/runtime';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../auth/actor.js';
import { Answers, AnswersProblems } from '../http/answers.js';
import { USE_CASES } from '../tokens.js';

@AnswersProblems()
@ApiTags('subscribers')
@Controller('api/v1/subscribers')
export class SubscribersController {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Post()
  @Answers(200, 'Updated: a subscriber with this email existed. 201 when created.', subscriber)
  async upsert(
    @CurrentActor() actor: Actor,
    @Body({ schema: upsertSubscriber }) body: UpsertSubscriber,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Subscriber> {
    const { created, subscriber: one } = await this.useCases.upsertSubscriber.execute(actor, body);
    void reply.status(created ? 201 : 200);
    return one;
  }

  @Get()
  @Answers(200, 'Subscribers, newest first.', subscriberPage)
  list(@CurrentActor() actor: Actor, @Query({ schema: subscriberQuery }) query: SubscriberQuery) {
    return this.useCases.listSubscribers.execute(actor, query);
  }

  @Get('count')
  @Answers(200, 'How many subscribers match; more than 10,000 are estimated.', subscriberCount)
  count(@CurrentActor() actor: Actor, @Query({ schema: subscriberCountQuery }) query: SubscriberCountQuery) {
    return this.useCases.countSubscribers.execute(actor, query);
  }

  @Get('duplicates')
  @Answers(200, 'Profiles that may be one person.', duplicatePage)
  duplicates(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.useCases.findDuplicates.execute(actor, query);
  }

  @Post('bulk')
  @HttpCode(202)
  @Answers(
    202,
    'Started as an operation over everybody who matches now. With `dryRun` nothing is started.',
    bulkSubscribersAnswer,
  )
  bulk(@CurrentActor() actor: Actor, @Body({ schema: bulkSubscribers }) body: BulkSubscribers) {
    return this.useCases.startBulkSubscribers.execute(actor, body);
  }

  @Get(':id')
  @Answers(200, 'The subscriber.', subscriber)
  get(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.getSubscriber.execute(actor, id);
  }

  @Patch(':id')
  @Answers(200, 'The subscriber as changed.', subscriber)
  update(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: updateSubscriber }) body: UpdateSubscriber,
  ) {
    return this.useCases.updateSubscriber.execute(actor, id, body);
  }

  @Get(':id/timeline')
  @Answers(200, 'What happened to the subscriber, newest first.', timelinePage)
  timeline(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Query({ schema: timelineQuery }) query: TimelineQuery,
  ) {
    return this.useCases.getSubscriberTimeline.execute(actor, id, query);
  }

  @Post(':id/notes')
  @Answers(201, 'The note, as a line of the timeline.', timelineEntry)
  addNote(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: addNote }) body: AddNote,
  ) {
    return this.useCases.notes.add(actor, id, body);
  }

  @Delete(':id/notes/:noteId')
  @HttpCode(204)
  @Answers(204, 'Deleted.')
  deleteNote(@CurrentActor() actor: Actor, @Param({ schema: noteParams }) { id, noteId }: NoteParams) {
    return this.useCases.notes.delete(actor, id, noteId);
  }

  @Post(':id/merge')
  @HttpCode(200)
  @Answers(200, 'The subscriber with all that the other profile had; that one is gone.', subscriber)
  merge(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: mergeSubscriber }) { from }: MergeSubscriber,
  ) {
    return this.useCases.mergeSubscribers.execute(actor, id, from);
  }

  @Post(':id/tags')
  @HttpCode(200)
  @Answers(200, 'The subscriber with the tags as changed.', subscriber)
  changeTags(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: changeTags }) body: ChangeTags,
  ) {
    return this.useCases.changeTags.execute(actor, id, body);
  }

  @Post(':id/unsubscribe')
  @HttpCode(200)
  @Answers(200, 'Unsubscribed from everything; running enrollments ended.', subscriber)
  async unsubscribe(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: unsubscribeSubscriber }) body: UnsubscribeSubscriber,
  ) {
    await this.useCases.unsubscribeSubscriber.execute(actor, id, body.reason ?? null);
    return await this.useCases.getSubscriber.execute(actor, id);
  }
}
