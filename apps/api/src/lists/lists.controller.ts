import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '@dripemails/application';
import {
  createList,
  idParams,
  list,
  listMember,
  listMemberParams,
  listMembership,
  listPage,
  listUse,
  pageQuery,
  updateList,
  type CreateList,
  type IdParams,
  type ListMember,
  type ListMemberParams,
  type PageQuery,
  type UpdateList,
} from '@dripemails/contracts';
import type { UseCases } from '@dripemails/runtime';
import { CurrentActor } from '../auth/actor.js';
import { Answers, AnswersProblems } from '../http/answers.js';
import { USE_CASES } from '../tokens.js';

@AnswersProblems()
@ApiTags('lists')
@Controller('api/v1/lists')
export class ListsController {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @Post()
  @Answers(201, 'The new list.', list)
  create(@CurrentActor() actor: Actor, @Body({ schema: createList }) body: CreateList) {
    return this.useCases.lists.create(actor, body);
  }

  @Get()
  @Answers(200, 'Lists, newest first.', listPage)
  list(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.useCases.lists.list(actor, query);
  }

  @Get(':id')
  @Answers(200, 'The list.', list)
  get(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.lists.get(actor, id);
  }

  @Get(':id/use')
  @Answers(200, 'What names the list: while something does, it cannot be deleted.', listUse)
  use(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.lists.use(actor, id);
  }

  @Patch(':id')
  @Answers(200, 'The list as changed.', list)
  update(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: updateList }) body: UpdateList,
  ) {
    return this.useCases.lists.update(actor, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Answers(204, 'Deleted; its people stay. Answers 409 with `list.in_use` while something names it.')
  delete(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams) {
    return this.useCases.lists.delete(actor, id);
  }

  @Post(':id/members')
  @HttpCode(200)
  @Answers(
    200,
    'What came of it: nobody is put back on a list that they left, and a list with double opt-in asks first.',
    listMembership,
  )
  addMember(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: listMember }) body: ListMember,
  ) {
    return this.useCases.lists.addMember(actor, id, body.subscriberId);
  }

  @Delete(':id/members/:subscriberId')
  @HttpCode(204)
  @Answers(204, 'No longer on the list.')
  removeMember(
    @CurrentActor() actor: Actor,
    @Param({ schema: listMemberParams }) { id, subscriberId }: ListMemberParams,
  ) {
    return this.useCases.lists.removeMember(actor, id, subscriberId);
  }
}
