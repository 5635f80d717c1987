import type { ImportRequest, PreviewRequest, Upload } from '@dripemails/application';
import {
  encodingNamed,
  id,
  IMPORT_ENCODINGS,
  importConflict,
  importConsent,
  importMapping,
  importOptions,
  type ImportEncoding,
  type ImportMapping,
} from '@dripemails/contracts';
import { findUnstorable } from '@dripemails/domain';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { cleanName, invalid, one, openForm, type Fields, type FormParts } from './upload-form.js';

/** `lists`, `listId` and `list` are other words for `listIds`. */
const IMPORT: FormParts = {
  once: ['upload', 'fileName', 'mapping', 'conflict', 'consent', 'consentText', 'dryRun', 'sheet', 'encoding'],
  repeated: ['listIds', 'tags', 'lists', 'listId', 'list'],
};
const PREVIEW: FormParts = { once: ['upload', 'fileName', 'sheet', 'encoding'], repeated: [] };

/**
 * The parts of an import's form: fields before the file, the file as a stream, and the fields after it once it is read; or
 * the id of an upload in place of the file.
 * @throws DomainError `input.invalid` when the request is no such form, or holds what is no option of an import
 */
export async function uploadOf(request: FastifyRequest): Promise<Upload> {
  const { file, fields, rest } = await openForm(request, IMPORT);
  const options = async () => {
    await rest();
    return requestOf(fields);
  };
  if (file !== null) return { ...file, options };
  const uploadId = uploadIdOf(fields);
  return { uploadId, fileName: cleanName(one(fields, 'fileName')) || null, options };
}

/** The form of a preview. @throws DomainError `input.invalid` */
export async function previewOf(request: FastifyRequest): Promise<PreviewRequest> {
  const { file, fields, rest } = await openForm(request, PREVIEW);
  const how = async () => {
    await rest();
    return { sheet: one(fields, 'sheet') || null, encoding: encodingOf(fields) };
  };
  if (file !== null) return { ...file, how };
  return { uploadId: uploadIdOf(fields), fileName: cleanName(one(fields, 'fileName')) || null, how };
}

/**
 * Reads what is left of a refused upload and throws it away: a client hears the answer only when it was able to send all,
 * and the connection would otherwise stay blocked for the next request.
 */
export function discardRest(request: FastifyRequest): void {
  request.raw.unpipe();
  request.raw.resume();
}

function uploadIdOf(fields: Fields): string {
  const text = one(fields, 'upload');
  if (text === '') throw invalid('file', 'The form has no file: add the file as a part named `file`.');
  const parsed = id.safeParse(text);
  if (!parsed.success)
    throw invalid('upload', 'The upload must be the `uploadId` of a preview or the id of a dry run.');
  return parsed.data;
}

function requestOf(fields: Fields): ImportRequest {
  const asked = {
    mapping: mappingOf(one(fields, 'mapping')),
    conflict: chosen(fields, 'conflict', importConflict) ?? 'overwrite',
    consent: chosen(fields, 'consent', importConsent),
    consentText: checked('consentText', importOptions.shape.consentText, one(fields, 'consentText')),
    listIds: listIdsOf(fields),
    tags: checked('tags', importOptions.shape.tags, valuesOf(fields, 'tags')),
    dryRun: flag(one(fields, 'dryRun')),
    sheet: one(fields, 'sheet') || null,
    encoding: encodingOf(fields),
  };
  const [unstorable] = findUnstorable(asked);
  if (unstorable !== undefined)
    throw invalid(unstorable.join('.'), 'It holds a character that cannot be stored, such as NUL: remove it.');
  return asked;
}

function encodingOf(fields: Fields): ImportEncoding | null {
  const label = one(fields, 'encoding');
  if (label === '') return null;
  const encoding = encodingNamed(label);
  if (encoding === null)
    throw invalid(
      'encoding',
      `No encoding is called '${label.slice(0, 40)}'. There are: ${IMPORT_ENCODINGS.join(', ')}.`,
    );
  return encoding;
}

function listIdsOf(fields: Fields): string[] {
  const given = ['listIds', 'lists', 'listId', 'list'].flatMap((name) => valuesOf(fields, name));
  const parsed = importOptions.shape.listIds.safeParse([...new Set(given)]);
  if (!parsed.success) throw invalid('list', 'The list must be the id of a list, and there may be up to 20.');
  return parsed.data;
}

/** Values that come repeated, as a JSON array, or with commas between them. */
function valuesOf(fields: Fields, name: string): string[] {
  const texts = (fields.get(name) ?? []).flatMap((text) => {
    if (!text.trimStart().startsWith('[')) return text.split(',');
    const json = parsedJson(name, text);
    if (!Array.isArray(json) || !json.every((value) => typeof value === 'string'))
      throw invalid(name, `\`${name}\` must be a JSON array of texts, or texts with commas between them.`);
    return json;
  });
  return [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ''))];
}

function chosen<T extends string>(fields: Fields, name: string, schema: z.ZodEnum<Record<string, T>>): T | null {
  const text = one(fields, name);
  if (text === '') return null;
  const parsed = schema.safeParse(text);
  if (!parsed.success) throw invalid(name, `\`${name}\` must be one of: ${schema.options.join(', ')}.`);
  return parsed.data;
}

function checked<T>(path: string, schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalid(path, parsed.error.issues[0]?.message ?? 'It cannot be taken.');
  return parsed.data;
}

function flag(text: string): boolean {
  if (['', 'false', '0'].includes(text)) return false;
  if (['true', '1', 'on'].includes(text)) return true;
  throw invalid('dryRun', '`dryRun` must be true or false.');
}

function mappingOf(text: string): ImportMapping {
  if (text === '') return {};
  const parsed = importMapping.safeParse(parsedJson('mapping', text));
  if (!parsed.success)
    throw invalid(
      'mapping',
      'Each column maps to email, firstName, lastName, timeZone, locale, ignore or field:<name>.',
    );
  return parsed.data;
}

function parsedJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // what the parser says of the place helps nobody; the example does
    throw invalid(
      path,
      `\`${path}\` must be JSON${path === 'mapping' ? ', such as {"E-mail":"email","Plan":"field:plan"}' : ''}.`,
    );
  }
}
