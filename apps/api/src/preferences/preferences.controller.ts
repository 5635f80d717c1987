import { Controller, Get, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { PreferenceChoice, Visitor } from '@dripemails/application';
import type { UseCases } from '@dripemails/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../auth/actor.js';
import { PressLimit, tooOftenPage } from '../forms/press-limit.js';
import { FormValues } from '../public-pages/form-values.js';
import { PublicPageFilter } from '../public-pages/public-page-filter.js';
import { sendPublicPage } from '../public-pages/public-page.js';
import { visitorOf } from '../public-pages/visitor.js';
import { USE_CASES } from '../tokens.js';
import { ASKS } from './own-data.js';
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
  /** A person asks for their data once, or presses some times in doubt. */
  private readonly asks = new PressLimit(10, 600);

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
    const values = new FormValues(request.body);
    if (Object.hasOwn(ASKS, values.one('do'))) {
      // of a link that is ours: others are not worth counting
      await this.useCases.askAboutOwnData.read(token);
      const seconds = await this.asks.refuse(`${token} ${request.ip}`);
      if (seconds !== null) {
        void reply.header('retry-after', String(seconds));
        sendPublicPage(reply, tooOftenPage(seconds));
        return;
      }
    }
    await this.show(token, await this.act(token, values, visitorOf(request)), reply);
  }

  private async show(token: string, told: Told | null, reply: FastifyReply): Promise<void> {
    const { preferenceCentre, askAboutOwnData } = this.useCases;
    const [view, own] = await Promise.all([preferenceCentre.read(token), askAboutOwnData.read(token)]);
    sendPublicPage(reply, preferencePage(token, view, own, told));
  }

  private async act(token: string, values: FormValues, visitor: Visitor): Promise<Told> {
    const { preferenceCentre, askAboutOwnData } = this.useCases;
    switch (values.one('do')) {
      case 'save': {
        const { isMailed, toConfirm } = await preferenceCentre.save(token, choiceOf(values), visitor);
        if (!isMailed) return bad('No mail goes to you, so you joined nothing. What you left, you have left.');
        const saved = 'Your choice is saved.';
        if (toConfirm.length === 0) return good(saved);
        return good(`${saved} We sent you a mail: press the button in it to join ${toConfirm.join(', ')}.`);
      }
      case 'pause':
        return (await preferenceCentre.pause(token, visitor)) ? good('You get no mail for a while.') : NO_MAIL;
      case 'resume':
        return (await preferenceCentre.resume(token, visitor)) ? good('You get mail again.') : NO_MAIL;
      case 'unsubscribe':
        await preferenceCentre.unsubscribe(token, visitor);
        return good('You are unsubscribed from everything.');
      case 'resubscribe':
        return ANSWERS[await preferenceCentre.resubscribe(token, visitor)];
      case 'askCopy':
      case 'askErase': {
        const does = values.one('do') as keyof typeof ASKS;
        if (await askAboutOwnData.ask(token, ASKS[does]))
          return good('We have passed it on. See below when to expect an answer.');
        return bad('You were erased: there is nothing more to ask for.');
      }
      default:
        return bad('Nothing was changed, because no button of this page was pressed. Try again.');
    }
  }
}

const good = (text: string): Told => ({ kind: 'good', text });
const bad = (text: string): Told => ({ kind: 'bad', text });

/** A page that was opened before, and is pressed after the person unsubscribed elsewhere. */
const NO_MAIL = bad('Nothing was changed, because no mail goes to you.');

const ANSWERS = {
  asked: good('If your address can get our mail, one is on its way. Press the button in it.'),
  active: good('You are subscribed.'),
  never: bad('This cannot be changed here. Write to the sender.'),
} satisfies Record<string, Told>;

function choiceOf(values: FormValues): PreferenceChoice {
  const perWeek = values.one('perWeek');
  return {
    lists: { shown: values.all('shownLists'), ticked: values.all('lists') },
    topics: { shown: values.all('shownTopics'), ticked: values.all('topics') },
    capPerWeek: perWeek === 'all' ? null : /^[1-9]\d{0,2}$/.test(perWeek) ? Number(perWeek) : undefined,
  };
}
