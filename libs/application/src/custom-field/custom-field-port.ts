import type { CustomFieldUse, Page, PageQuery } from '@dripemails/contracts';
import type { FieldDefinition, FieldType, ParsedFieldValue } from '@dripemails/domain';

/** A custom field; instants are real ms. */
export interface CustomFieldRecord extends FieldDefinition {
  readonly id: string;
  readonly label: string;
  readonly createdAt: number;
}

/** What a change of a field's type would do, or did, to the values that people have. */
export interface FieldConversion {
  readonly values: number;
  readonly converted: number;
  readonly misfits: number;
  /** The first misfits. */
  readonly examples: readonly { readonly subscriberId: string; readonly problem: string }[];
}

export interface CustomFieldRepository {
  /** All fields of a workspace. */
  definitions(workspaceId: string): Promise<readonly FieldDefinition[]>;
  /**
   * The definitions of these names; a name that has none gets one of the type.
   * @returns one for each name, as it is now: somebody else may have been first
   */
  ensure(
    workspaceId: string,
    fields: readonly { readonly name: string; readonly type: FieldType }[],
  ): Promise<readonly FieldDefinition[]>;
  list(workspaceId: string, query: PageQuery): Promise<Page<CustomFieldRecord>>;
  /** @throws DomainError `field.not_found` */
  get(workspaceId: string, id: string): Promise<CustomFieldRecord>;
  /** @throws DomainError `field.name_taken` */
  create(workspaceId: string, field: Omit<CustomFieldRecord, 'createdAt'>): Promise<void>;
  /** @throws DomainError `field.not_found` */
  relabel(workspaceId: string, id: string, label: string): Promise<void>;
  /** Where the field is named, and how many people have a value. @throws DomainError `field.not_found` */
  use(workspaceId: string, id: string): Promise<CustomFieldUse>;
  /**
   * Gives a field another type or other choices and writes the values anew, in one transaction; nothing happens where one
   * of them does not fit, or with `dryRun`.
   * @param parse what a stored value is under the new definition
   * @throws DomainError `field.not_found`
   */
  convert(
    workspaceId: string,
    id: string,
    to: { readonly type: FieldType; readonly choices: readonly string[] },
    options: { readonly parse: (value: unknown) => ParsedFieldValue; readonly dryRun: boolean },
  ): Promise<FieldConversion>;
  /**
   * Removes the values of up to `limit` people; once none is left, the field itself.
   * @returns how many people it removed the value of, and whether the field is gone
   */
  deleteSome(workspaceId: string, id: string, limit: number): Promise<{ removed: number; isGone: boolean }>;
}
