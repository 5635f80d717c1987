import type {
  CreateCustomField,
  CustomField,
  CustomFieldChange,
  CustomFieldDeleted,
  CustomFieldUse,
  Page,
  PageQuery,
  UpdateCustomField,
} from '@dripemails/contracts';
import { DomainError, parseFieldValue, RESERVED_FIELD_NAMES } from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import type { Actor } from '../actor.js';
import type { OperationRepository } from '../operation/operation-port.js';
import { startOperation, type StartOperationPorts } from '../operation/start-operation.js';
import { InstantPresenter } from '../present-instant.js';
import { useWords } from '../used-by.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { CustomFieldRecord, CustomFieldRepository } from './custom-field-port.js';

export interface CustomFieldPorts extends StartOperationPorts {
  readonly customFields: CustomFieldRepository;
  readonly operations: Pick<OperationRepository, 'create'>;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
}

/** So many values are removed while the caller waits; more are removed by an operation. */
const AT_ONCE = 2000;

/** Custom fields and what may be changed of them while people have values. */
export class ManageCustomFields {
  constructor(private readonly ports: CustomFieldPorts) {}

  /** @throws DomainError `field.name_taken`, `input.invalid` for a name that everybody's data has */
  async create(actor: Actor, { name, label = name, type, choices }: CreateCustomField): Promise<CustomField> {
    if (RESERVED_FIELD_NAMES.includes(name))
      throw new DomainError('input.invalid', 'This name is taken by what everybody has.', [
        { path: 'name', message: `Everybody has '${name}': choose another name.` },
      ]);
    const id = newId();
    await this.ports.customFields.create(actor.workspaceId, { id, name, label, type, choices });
    return await this.get(actor, id);
  }

  /** @throws DomainError `field.not_found` */
  async get(actor: Actor, id: string): Promise<CustomField> {
    return present(await this.ports.customFields.get(actor.workspaceId, id), await this.instants(actor));
  }

  async list(actor: Actor, query: PageQuery): Promise<Page<CustomField>> {
    const instants = await this.instants(actor);
    const page = await this.ports.customFields.list(actor.workspaceId, query);
    return { items: page.items.map((record) => present(record, instants)), nextCursor: page.nextCursor };
  }

  /** Who and what uses a field. @throws DomainError `field.not_found` */
  async use(actor: Actor, id: string): Promise<CustomFieldUse> {
    return await this.ports.customFields.use(actor.workspaceId, id);
  }

  /**
   * Changes what is given. A type or choices that a value does not fit are refused as a whole, with a count.
   * @throws DomainError `field.not_found`, `field.not_convertible`, `input.invalid` on `choices`
   */
  async update(
    actor: Actor,
    id: string,
    { label, type, choices, dryRun }: UpdateCustomField,
  ): Promise<CustomFieldChange> {
    const { customFields } = this.ports;
    const field = await customFields.get(actor.workspaceId, id);
    const to = {
      type: type ?? field.type,
      choices: (type ?? field.type) === 'choice' ? (choices ?? field.choices) : [],
    };
    if (to.type === 'choice' && to.choices.length === 0)
      throw new DomainError('input.invalid', 'A choice needs choices.', [
        { path: 'choices', message: 'List the texts that people can have.' },
      ]);
    if (to.type !== 'choice' && choices !== undefined && choices.length > 0)
      throw new DomainError('input.invalid', 'Only a choice has choices.', [
        { path: 'choices', message: "Leave the choices out, or make the field a 'choice'." },
      ]);
    const isSame = to.type === field.type && same(to.choices, field.choices);
    const change =
      isSame && !dryRun
        ? { values: 0, converted: 0, misfits: 0, examples: [] }
        : await customFields.convert(actor.workspaceId, id, to, {
            // a stored text is read as what was typed, so that JSON in a text becomes JSON
            parse: (value) =>
              parseFieldValue({ name: field.name, ...to }, value, to.type === field.type ? 'json' : 'text'),
            dryRun,
          });
    if (change.misfits > 0 && !dryRun)
      throw new DomainError(
        'field.not_convertible',
        `${change.misfits} of ${change.values} values do not fit, so nothing was changed. Correct them first; a dry run names the people.`,
        [
          {
            path: type === undefined ? 'choices' : 'type',
            message: change.examples[0]?.problem ?? 'Values do not fit.',
          },
        ],
      );
    if (label !== undefined && !dryRun) await customFields.relabel(actor.workspaceId, id, label);
    return { ...change, examples: [...change.examples], field: await this.get(actor, id) };
  }

  /**
   * Deletes a field and the values that people have; where they are many, an operation does.
   * @throws DomainError `field.not_found`, `field.in_use` while a sequence, a segment or a form names it
   */
  async delete(actor: Actor, id: string): Promise<CustomFieldDeleted> {
    const { customFields } = this.ports;
    const { workspaceId } = actor;
    const field = await customFields.get(workspaceId, id);
    const { values, usedBy } = await customFields.use(workspaceId, id);
    if (usedBy.length > 0)
      throw new DomainError(
        'field.in_use',
        `The field '${field.label}' is used by ${useWords(usedBy)}. Take it out there, then delete it.`,
      );
    if (values <= AT_ONCE) {
      // once more, for those who got a value meanwhile
      while (!(await customFields.deleteSome(workspaceId, id, AT_ONCE)).isGone);
      return { values, operationId: null };
    }
    const operationId = await startOperation(this.ports, {
      ...{ workspaceId, kind: 'deleteField', title: `Delete the field '${field.label}'` },
      ...{ params: { fieldId: id }, total: values },
    });
    return { values, operationId };
  }

  private async instants(actor: Actor): Promise<InstantPresenter> {
    return new InstantPresenter(await this.ports.workspaces.get(actor.workspaceId));
  }
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((choice, index) => choice === other[index]);
}

function present(
  { id, name, label, type, choices, createdAt }: CustomFieldRecord,
  instants: InstantPresenter,
): CustomField {
  return { id, name, label, type, choices: [...choices], createdAt: instants.at(createdAt) };
}
