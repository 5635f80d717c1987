import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '@dripemails/application';
import {
  createCustomField,
  customField,
  customFieldChange,
  customFieldDeleted,
  customFieldPage,
  customFieldUse,
  idParams,
  pageQuery,
  updateCustomField,
  type CreateCustomField,
  type IdParams,
  type PageQuery,
  type UpdateCustomField,
} from '@dripemails/contracts';
import type { UseCases } from '@dripemails/runtime';
import { CurrentActor } from '../auth/actor.js';
import { Answers, AnswersProblems } from '../http/answers.js';
import { USE_CASES } from '../tokens.js';

@AnswersProblems()
@ApiTags('fields')
@Controller('api/v1/fields')
export class CustomFieldsController {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Post()
  @Answers(201, 'The new field.', customField)
  create(@CurrentActor() actor: Actor, @Body({ schema: createCustomField }) body: CreateCustomField) {
    return this.useCases.customFields.create(actor, body);
  }

  @Get()
  @Answers(200, 'Custom fields, newest first.', customFieldPage)
  list(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.useCases.customFields.list(actor, query);
  }

  @Get(':id')
  @Answers(200, 'The field.', customField)
  get(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.customFields.get(actor, id);
  }

  @Get(':id/use')
  @Answers(200, 'How many people have a value, and which sequences, segments and forms name the field.', customFieldUse)
  use(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.customFields.use(actor, id);
  }

  @Patch(':id')
  @Answers(
    200,
    'The field as changed, and what became of the values. With `dryRun` nothing is changed.',
    customFieldChange,
  )
  update(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: updateCustomField }) body: UpdateCustomField,
  ) {
    return this.useCases.customFields.update(actor, id, body);
  }

  @Delete(':id')
  @HttpCode(200)
  @Answers(200, 'Deleted with its values; many values are removed by an operation.', customFieldDeleted)
  delete(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.customFields.delete(actor, id);
  }
}
