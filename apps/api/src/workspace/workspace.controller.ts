import { Body, Controller, Get, Inject, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '@dripemails/application';
import {
  me,
  overview,
  publicLook,
  updateWorkspace,
  webhookSecret,
  workspace,
  type UpdateWorkspace,
} from '@dripemails/contracts';
import type { UseCases } from '@dripemails/runtime';
import { CurrentActor } from '../auth/actor.js';
import { Answers, AnswersProblems } from '../http/answers.js';
import { USE_CASES } from '../tokens.js';

@AnswersProblems()
@ApiTags('workspace')
@Controller('api/v1')
export class WorkspaceController {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Get('me')
  @Answers(200, 'The caller and their workspace, with its clock.', me)
  me(@CurrentActor() actor: Actor) {
    return this.useCases.getMe.execute(actor);
  }

  @Patch('workspace')
  @Answers(200, 'The workspace as changed.', workspace)
  update(@CurrentActor() actor: Actor, @Body({ schema: updateWorkspace }) body: UpdateWorkspace) {
    return this.useCases.updateWorkspace.execute(actor, body);
  }

  @Get('workspace/public-look')
  @Answers(200, 'Where to see how the public pages look.', publicLook)
  publicLook(@CurrentActor() actor: Actor) {
    return this.useCases.publicLook.execute(actor);
  }

  @Get('workspace/webhook-secret')
  @Answers(200, "The key that signs this workspace's webhooks.", webhookSecret)
  webhookSecret(@CurrentActor() actor: Actor) {
    return this.useCases.getWebhookSecret.execute(actor);
  }

  @Get('overview')
  @Answers(200, 'Live numbers.', overview)
  overview(@CurrentActor() actor: Actor) {
    return this.useCases.getOverview.execute(actor);
  }
}
