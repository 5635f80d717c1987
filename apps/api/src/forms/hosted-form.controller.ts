import { Controller, Get, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FormInput, type FormRecord, TRAP_FIELD } from '@dripemails/application';
import { DomainError } from '@dripemails/domain';
import type { UseCases } from '@dripemails/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../auth/actor.js';
import { FormValues } from '../public-pages/form-values.js';
import { PublicPageFilter } from '../public-pages/public-page-filter.js';
import { sendPublicPage } from '../public-pages/public-page.js';
import { visitorOf } from '../public-pages/visitor.js';
import { USE_CASES } from '../tokens.js';
import { formPage, formRights, thanksPage } from './form-page.js';
import { PressLimit, tooOftenPage } from './press-limit.js';

/** A person signs up once; an office behind one address, some dozen times. */
const SUBMISSIONS = { points: 20, seconds: 600 };

/**
 * The hosted page of a form, and where it is posted to: by the page itself, or by a plain form on any other site. It
 * needs no script, no cookie and no CORS, as the answer is a page. Whether an address was known shows in no answer.
 */
@ApiExcludeController()
@Public()
@UseFilters(PublicPageFilter)
@Controller('f')
export class HostedFormController {
  private readonly limit = new PressLimit(SUBMISSIONS.points, SUBMISSIONS.seconds);

  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Get(':id')
  async page(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const opened = await this.useCases.submitForm.open(id);
    sendPublicPage(reply, formPage(opened), formRights(opened.form));
  }

  @Post(':id')
  async submit(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const opened = await this.useCases.submitForm.open(id);
    const rights = formRights(opened.form);
    const seconds = await this.limit.refuse(`${opened.form.id} ${request.ip}`);
    if (seconds !== null) {
      void reply.header('retry-after', String(seconds));
      sendPublicPage(reply, tooOftenPage(seconds), rights);
      return;
    }
    const input = inputOf(opened.form, new FormValues(request.body));
    try {
      const { form } = await this.useCases.submitForm.execute(id, input, visitorOf(request));
      if (form.thanks.show === 'page') void reply.redirect(form.thanks.url, 303);
      else sendPublicPage(reply, thanksPage(opened), rights);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'input.invalid') throw error;
      const problems = error.errors.map(({ path, message }) => ({
        path: path.replace(/^fields\./, 'field:'),
        message,
      }));
      // what was typed stays, with the stamp of the page on which it was
      const stamp = input.stamp === '' ? opened.stamp : input.stamp;
      sendPublicPage(reply, formPage({ ...opened, stamp }, { ...input, problems }), rights);
    }
  }
}

function inputOf(form: FormRecord, values: FormValues): FormInput {
  return {
    values: Object.fromEntries(form.fields.map(({ target }) => [target, values.one(target)])),
    hasConsented: values.one('consent') !== '',
    trap: values.one(TRAP_FIELD),
    stamp: values.one('stamp'),
  };
}
