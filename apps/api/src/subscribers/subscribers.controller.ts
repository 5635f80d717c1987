import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '@dripemails/application';
import {
  changeTags,
  idParams,
  pageQuery,
  subscriber,
  subscriberPage,
  subscriberQuery,
  timelinePage,
  unsubscribeSubscriber,
  updateSubscriber,
  upsertSubscriber,
  type ChangeTags,
  type IdParams,
  type PageQuery,
  type Subscriber,
  type SubscriberQuery,
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
    @Query({ schema: pageQuery }) query: PageQuery,
  ) {
    return this.useCases.getSubscriberTimeline.execute(actor, id, query);
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
