import { Body, Controller, Get, Inject, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '@dripemails/application';
import {
  changePreferences,
  consentPage,
  idParams,
  pageQuery,
  preferences,
  type ChangePreferences,
  type IdParams,
  type PageQuery,
} from '@dripemails/contracts';
import type { UseCases } from '@dripemails/runtime';
import { CurrentActor } from '../auth/actor.js';
import { Answers, AnswersProblems } from '../http/answers.js';
import { USE_CASES } from '../tokens.js';

@AnswersProblems()
@ApiTags('subscribers')
@Controller('api/v1/subscribers')
export class ConsentController {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Get(':id/consent')
  @Answers(200, 'What the person agreed to and took back, newest first.', consentPage)
  log(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Query({ schema: pageQuery }) query: PageQuery,
  ) {
    return this.useCases.operateConsent.log(actor, id, query);
  }

  @Get(':id/preferences')
  @Answers(200, 'What the person wants to get.', preferences)
  preferences(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.operateConsent.preferences(actor, id);
  }

  @Put(':id/preferences')
  @Answers(200, 'What the person wants to get, as changed. The status stays: that takes a confirmation.', preferences)
  change(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: changePreferences }) body: ChangePreferences,
  ) {
    return this.useCases.operateConsent.change(actor, id, body);
  }
}
