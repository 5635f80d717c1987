import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '@dripemails/application';
import {
  createForm,
  form,
  formPage as formPageSchema,
  formPreview,
  idParams,
  pageQuery,
  updateForm,
  type CreateForm,
  type FormPreview,
  type IdParams,
  type PageQuery,
  type UpdateForm,
} from '@dripemails/contracts';
import type { UseCases } from '@dripemails/runtime';
import { CurrentActor } from '../auth/actor.js';
import { Answers, AnswersProblems } from '../http/answers.js';
import { publicPage } from '../public-pages/public-page.js';
import { USE_CASES } from '../tokens.js';
import { formPage } from './form-page.js';

@AnswersProblems()
@ApiTags('forms')
@Controller('api/v1/forms')
export class FormsController {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Post()
  @Answers(201, 'The new form.', form)
  create(@CurrentActor() actor: Actor, @Body({ schema: createForm }) body: CreateForm) {
    return this.useCases.forms.create(actor, body);
  }

  @Get()
  @Answers(200, 'Forms, newest first.', formPageSchema)
  list(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.useCases.forms.list(actor, query);
  }

  @Post('preview')
  @HttpCode(200)
  @Answers(200, 'The hosted page as it would be; nothing is stored.', formPreview)
  async preview(@CurrentActor() actor: Actor, @Body({ schema: createForm }) body: CreateForm): Promise<FormPreview> {
    return { html: publicPage(formPage(await this.useCases.submitForm.preview(actor, body))) };
  }

  @Get(':id')
  @Answers(200, 'The form.', form)
  get(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.forms.get(actor, id);
  }

  @Patch(':id')
  @Answers(200, 'The form as changed.', form)
  update(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: updateForm }) body: UpdateForm,
  ) {
    return this.useCases.forms.update(actor, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Answers(204, 'Deleted; who came by it stays.')
  delete(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.forms.delete(actor, id);
  }
}
