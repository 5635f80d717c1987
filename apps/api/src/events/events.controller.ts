import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '@dripemails/application';
import { recordEvent, recordEvents, recordedEvents, type RecordEvent, type RecordEvents } from '@dripemails/contracts';
import type { UseCases } from '@dripemails/runtime';
import { CurrentActor } from '../auth/actor.js';
import { Answers, AnswersProblems } from '../http/answers.js';
import { USE_CASES } from '../tokens.js';

@AnswersProblems()
@ApiTags('events')
@Controller('api/v1/events')
export class EventsController {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Post()
  @Answers(201, 'Recorded; triggers and people who wait for the event act on it within seconds.', recordedEvents)
  record(@CurrentActor() actor: Actor, @Body({ schema: recordEvent }) body: RecordEvent) {
    return this.useCases.recordEvent.execute(actor, body);
  }

  @Post('batch')
  @Answers(201, 'How many were recorded, and which were not and why.', recordedEvents)
  recordBatch(@CurrentActor() actor: Actor, @Body({ schema: recordEvents }) body: RecordEvents) {
    return this.useCases.recordEvent.executeBatch(actor, body);
  }
}
