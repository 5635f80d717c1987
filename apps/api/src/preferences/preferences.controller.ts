import { Controller, Get, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { PreferenceChoice, Visitor } from '@dripemails/application';
import type { UseCases } from '@dripemails/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../auth/actor.js';
import { FormValues } from '../public-pages/form-values.js';
import { PublicPageFilter } from '../public-pages/public-page-filter.js';
import { sendPublicPage } from '../public-pages/public-page.js';
import { visitorOf } from '../public-pages/visitor.js';
import { USE_CASES } from '../tokens.js';
import { preferencePage, type Told } from './preference-pages.js';

/**
 * Where people say what they want to get, by the signed link in a mail. Opening it changes nothing; its forms need no
 * cookie and no script, and every one may be sent twice.
 */
@ApiExcludeController()
@Public()
@UseFilters(PublicPageFilter)
@Controller('p')
export class PreferencesController {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Get(':token')
  async page(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    await this.show(token, null, reply);
  }

  @Post(':token')
  async change(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.show(token, await this.act(token, new FormValues(request.body), visitorOf(request)), reply);
  }

  private async show(token: string, told: Told | null, reply: FastifyReply): Promise<void> {
    sendPublicPage(reply, preferencePage(token, await this.useCases.preferenceCentre.read(token), told));
  }

  private async act(token: string, values: FormValues, visitor: Visitor): Promise<Told> {
    const { preferenceCentre } = this.useCases;
    switch (values.one('do')) {
      case 'save': {
        const { toConfirm } = await preferenceCentre.save(token, choiceOf(values), visitor);
        const saved = 'Your choice is saved.';
        if (toConfirm.length === 0) return good(saved);
        return good(`${saved} We sent you a mail: press the button in it to join ${toConfirm.join(', ')}.`);
      }
      case 'pause':
        await preferenceCentre.pause(token, visitor);
        return good('You get no mail for a while.');
      case 'resume':
        await preferenceCentre.resume(token, visitor);
        return good('You get mail again.');
      case 'unsubscribe':
        await preferenceCentre.unsubscribe(token, visitor);
        return good('You are unsubscribed from everything.');
      case 'resubscribe':
        return ANSWERS[await preferenceCentre.resubscribe(token, visitor)];
      default:
        return { kind: 'bad', text: 'Nothing was changed, because no button of this page was pressed. Try again.' };
    }
  }
}

const good = (text: string): Told => ({ kind: 'good', text });

const ANSWERS = {
  asked: good('If your address can get our mail, one is on its way. Press the button in it.'),
  active: good('You are subscribed.'),
  never: { kind: 'bad', text: 'This cannot be changed here. Write to the sender.' },
} satisfies Record<string, Told>;

function choiceOf(values: FormValues): PreferenceChoice {
  const perWeek = values.one('perWeek');
  return {
    lists: { shown: values.all('shownLists'), ticked: values.all('lists') },
    topics: { shown: values.all('shownTopics'), ticked: values.all('topics') },
    capPerWeek: perWeek === 'all' ? null : /^[1-9]\d{0,2}$/.test(perWeek) ? Number(perWeek) : undefined,
  };
}
