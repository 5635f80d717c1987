import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { Upload } from '@dripemails/application';
import { id, importMapping, type ImportMapping } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import type { FastifyRequest } from 'fastify';

const invalid = (path: string, message: string): DomainError =>
  new DomainError('input.invalid', message, [{ path, message }]);

/**
 * The parts of an import's form: fields before the file, the file as a stream, and the fields after it once it is read.
 * @throws DomainError `input.invalid` when the request is no such form
 */
export async function uploadOf(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw invalid('file', 'Send the file as multipart/form-data, in a part named `file`.');
  const fields = new Map<string, string>();
  const parts = request.parts();
  const file = await nextFile(parts, fields);
  if (file === null) throw invalid('file', 'The form has no file: add the CSV file as a part named `file`.');
  return {
    fileName: file.filename.slice(0, 200) || 'upload.csv',
    stream: file.file,
    options: async () => {
      if ((await nextFile(parts, fields)) !== null) throw invalid('file', 'Send one file at a time.');
      return { listId: listOf(fields), mapping: mappingOf(fields.get('mapping')) };
    },
  };
}

/**
 * Reads what is left of a refused upload and throws it away: a client hears the answer only when it was able to send all,
 * and the connection would otherwise stay blocked for the next request.
 */
export function discardRest(request: FastifyRequest): void {
  request.raw.unpipe();
  request.raw.resume();
}

async function nextFile(
  parts: AsyncIterableIterator<Multipart>,
  fields: Map<string, string>,
): Promise<MultipartFile | null> {
  // not `for await`: leaving it would end the iterator, and the fields after the file come through it too
  for (let next = await parts.next(); next.done !== true; next = await parts.next()) {
    const part = next.value;
    if (part.type === 'file') return part;
    if (typeof part.value === 'string') fields.set(part.fieldname, part.value);
  }
  return null;
}

function listOf(fields: Map<string, string>): string | null {
  const text = fields.get('list') ?? fields.get('listId') ?? '';
  if (text === '') return null;
  const parsed = id.safeParse(text);
  if (!parsed.success) throw invalid('list', 'The list must be the id of a list.');
  return parsed.data;
}

function mappingOf(text: string | undefined): ImportMapping {
  if (text === undefined || text === '') return {};
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw invalid('mapping', 'The mapping must be a JSON object, such as {"E-mail":"email","Plan":"field:plan"}.');
  }
  const parsed = importMapping.safeParse(json);
  if (!parsed.success)
    throw invalid(
      'mapping',
      'Each column maps to email, firstName, lastName, timeZone, locale, ignore or field:<name>.',
    );
  return parsed.data;
}
