import type { CreateForm, Form, Page, PageQuery, UpdateForm } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import type { Actor } from '../actor.js';
import type { ListRepository } from '../list/list-port.js';
import type { ReturnAddresses } from '../message/compose-message.js';
import { InstantPresenter } from '../present-instant.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import { embedCode } from './embed-code.js';
import type { FormRecord, FormRepository } from './form-port.js';

export interface ManageFormsPorts {
  readonly forms: Omit<FormRepository, 'submit' | 'find'>;
  readonly lists: Pick<ListRepository, 'existing'>;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
  readonly addresses: Pick<ReturnAddresses, 'apiUrl'>;
}

/** Sign-up forms. Every method is one small use case. */
export class ManageForms {
  constructor(private readonly ports: ManageFormsPorts) {}

  /** @throws DomainError `form.name_taken`, `list.not_found` */
  async create(actor: Actor, input: CreateForm): Promise<Form> {
    await checkFormLists(this.ports.lists, actor.workspaceId, input.listIds);
    const id = newId();
    await this.ports.forms.create(actor.workspaceId, { id, ...input });
    return await this.get(actor, id);
  }

  /** @throws DomainError `form.not_found`, `form.name_taken`, `list.not_found` */
  async update(actor: Actor, id: string, input: UpdateForm): Promise<Form> {
    await checkFormLists(this.ports.lists, actor.workspaceId, input.listIds ?? []);
    await this.ports.forms.update(actor.workspaceId, id, input);
    return await this.get(actor, id);
  }

  /** Who came by it stays, and requests to confirm stay open. @throws DomainError `form.not_found` */
  async delete(actor: Actor, id: string): Promise<void> {
    await this.ports.forms.delete(actor.workspaceId, id);
  }

  /** @throws DomainError `form.not_found` */
  async get(actor: Actor, id: string): Promise<Form> {
    return this.present(await this.ports.forms.get(actor.workspaceId, id), await this.instants(actor));
  }

  /** Newest first. */
  async list(actor: Actor, query: PageQuery): Promise<Page<Form>> {
    const instants = await this.instants(actor);
    const page = await this.ports.forms.list(actor.workspaceId, query);
    return { items: page.items.map((record) => this.present(record, instants)), nextCursor: page.nextCursor };
  }

  private present(record: FormRecord, instants: InstantPresenter): Form {
    const { workspaceId: _workspaceId, createdAt, updatedAt, fields, listIds, tags, ...rest } = record;
    const hostedUrl = `${this.ports.addresses.apiUrl}/f/${record.id}`;
    return {
      ...rest,
      fields: [...fields],
      listIds: [...listIds],
      tags: [...tags],
      hostedUrl,
      embed: embedCode({ ...record, width: record.theme.width }, hostedUrl),
      createdAt: instants.at(createdAt),
      updatedAt: instants.at(updatedAt),
    };
  }

  private async instants(actor: Actor): Promise<InstantPresenter> {
    return new InstantPresenter(await this.ports.workspaces.get(actor.workspaceId));
  }
}

/** @throws DomainError `list.not_found` on the first of `listIds` that is of no list */
export async function checkFormLists(
  lists: Pick<ListRepository, 'existing'>,
  workspaceId: string,
  listIds: readonly string[],
): Promise<void> {
  const known = await lists.existing(workspaceId, listIds);
  const missing = listIds.findIndex((id) => !known.includes(id));
  if (missing >= 0)
    throw new DomainError('list.not_found', 'One of the lists does not exist.', [
      { path: `listIds.${missing}`, message: 'There is no such list: choose another, or leave it out.' },
    ]);
}
