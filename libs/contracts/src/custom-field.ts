import { z } from 'zod';
import { fieldName } from './condition.js';
import { id, instant } from './identifiers.js';
import { pageOf } from './paging.js';

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
/** Any JSON: what arrives in a JSON body is nothing else, so there is nothing to check. */
export const jsonValue = (z.unknown() as z.ZodType<JsonValue>).meta({ description: 'Any JSON value.' });

export const fieldType = z.enum(['text', 'number', 'boolean', 'date', 'choice', 'json']);
export type FieldType = z.infer<typeof fieldType>;

const label = z.string().trim().min(1, 'name the field').max(100);
const choices = z
  .array(z.string().trim().min(1, 'write the choice').max(200))
  .max(200)
  .refine((all) => new Set(all).size === all.length, 'each choice once')
  .meta({ description: 'For `choice`: the texts that are allowed.' });

export const customField = z
  .object({
    id,
    name: z.string().meta({ description: 'As conditions, placeholders and the API name it.' }),
    label: z.string(),
    type: fieldType,
    choices: z.array(z.string()),
    createdAt: instant,
  })
  .meta({ id: 'CustomField' });
export type CustomField = z.infer<typeof customField>;
export const customFieldPage = pageOf(customField, 'CustomFieldPage');

export const createCustomField = z
  .strictObject({
    name: fieldName,
    label: label.optional(),
    type: fieldType.default('text'),
    choices: choices.default([]),
  })
  .refine(({ type, choices: all }) => (type === 'choice') === all.length > 0, {
    path: ['choices'],
    error: 'a choice needs choices, and no other type has them',
  })
  .meta({ id: 'CreateCustomField' });
export type CreateCustomField = z.infer<typeof createCustomField>;

/** Body of `PATCH /fields/{id}`. A new type, or fewer choices, is taken only if every value that people have fits it. */
export const updateCustomField = z
  .strictObject({
    label: label.optional(),
    type: fieldType.optional(),
    choices: choices.optional(),
    dryRun: z.boolean().default(false).meta({ description: 'Only counts the values that would fit.' }),
  })
  .meta({ id: 'UpdateCustomField' });
export type UpdateCustomField = z.infer<typeof updateCustomField>;

export const customFieldChange = z
  .object({
    field: customField,
    values: z.number().int().meta({ description: 'How many people have a value.' }),
    converted: z.number().int().meta({ description: 'How many values are written anew.' }),
    misfits: z.number().int().meta({ description: 'How many values do not fit; above 0 nothing is changed.' }),
    examples: z
      .array(z.object({ subscriberId: id, problem: z.string() }))
      .meta({ description: 'The first 10 people whose value does not fit, each with the cure.' }),
  })
  .meta({ id: 'CustomFieldChange' });
export type CustomFieldChange = z.infer<typeof customFieldChange>;

export const customFieldUse = z
  .object({
    values: z.number().int().meta({ description: 'How many people have a value.' }),
    usedBy: z.array(z.object({ kind: z.enum(['draft', 'version', 'segment', 'form']), id, name: z.string() })),
  })
  .meta({ id: 'CustomFieldUse' });
export type CustomFieldUse = z.infer<typeof customFieldUse>;

export const customFieldDeleted = z
  .object({
    values: z.number().int().meta({ description: 'How many people had a value.' }),
    operationId: id.nullable().meta({ description: 'The operation that removes them, where they are many.' }),
  })
  .meta({ id: 'CustomFieldDeleted' });
export type CustomFieldDeleted = z.infer<typeof customFieldDeleted>;
