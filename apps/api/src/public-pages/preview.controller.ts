import { Controller, Get, Inject, Param, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { UseCases } from '@dripemails/runtime';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/actor.js';
import { USE_CASES } from '../tokens.js';
import { choices, inputField, note, submitButton } from './form-fields.js';
import { html } from './html.js';
import { PublicPageFilter } from './public-page-filter.js';
import { brandingOf, sendPublicPage } from './public-page.js';

/** Shows how the public pages of a workspace look: everything that they are made of, and none of its buttons works. */
@ApiExcludeController()
@Public()
@UseFilters(PublicPageFilter)
@Controller('look')
export class PreviewController {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Get(':token')
  async page(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    const branding = brandingOf(await this.useCases.publicLook.open(token));
    sendPublicPage(reply, {
      branding,
      title: 'What mail do you want?',
      body: html`${note('good', 'This is a preview. Its buttons do nothing.')}
        <p>This is about the mails of ${branding.name} to a…@example.com. <a href="/look/${token}">A link</a></p>
        ${choices('checkbox', {
          name: 'lists',
          legend: 'Lists',
          of: [
            { value: 'a', label: 'News', hint: 'Once a month.', checked: true },
            { value: 'b', label: 'Offers' },
          ],
        })}${inputField({ name: 'name', label: 'First name' })}
        <div class="actions">${submitButton('Save')}${submitButton('Pause for 30 days', { isQuiet: true })}</div>`,
    });
  }
}
