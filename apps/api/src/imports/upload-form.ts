import type { Multipart, MultipartFile } from '@fastify/multipart';
import { DomainError } from '@dripemails/domain';
import type { FastifyRequest } from 'fastify';

/** The fields of a form; one that is repeated has several values. */
export type Fields = ReadonlyMap<string, readonly string[]>;

/** What a form may hold beside its file. */
export interface FormParts {
  readonly once: readonly string[];
  /** Those that may come several times. */
  readonly repeated: readonly string[];
}

export const invalid = (path: string, message: string): DomainError =>
  new DomainError('input.invalid', message, [{ path, message }]);

/** The only value of a field, trimmed; empty where it was left out. */
export const one = (fields: Fields, name: string): string => fields.get(name)?.at(-1)?.trim() ?? '';

/**
 * Opens a form: the fields before the file, the file as a stream, and `rest`, which reads the fields after it.
 * @throws DomainError `input.invalid` when the request is no such form, is cut off, or holds a part that nobody asked for
 */
export async function openForm(request: FastifyRequest, known: FormParts) {
  if (!request.isMultipart()) throw invalid('file', 'Send the file as multipart/form-data, in a part named `file`.');
  const fields = new Map<string, string[]>();
  const parts = request.parts();
  const part = await nextFile(parts, fields);
  refuseUnknown(fields, known);
  return {
    fields,
    file: part === null ? null : { fileName: cleanName(part.filename) || 'upload.csv', stream: wholeFile(part.file) },
    rest: async () => {
      if ((await nextFile(parts, fields)) !== null) throw invalid('file', 'Send one file at a time.');
      refuseUnknown(fields, known);
    },
  };
}

/** It is shown and logged: nothing in it may hide or break a line. */
export function cleanName(name: string): string {
  return name.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').slice(0, 200);
}

async function nextFile(
  parts: AsyncIterableIterator<Multipart>,
  fields: Map<string, string[]>,
): Promise<MultipartFile | null> {
  // not `for await`: leaving it would end the iterator, and the fields after the file come through it too
  for (let next = await nextPart(parts); next.done !== true; next = await nextPart(parts)) {
    const part = next.value;
    if (part.type === 'file') return part;
    const name = part.fieldname;
    if (part.valueTruncated || part.fieldnameTruncated) throw invalid(cleanName(name), 'This part is too long.');
    if (typeof part.value !== 'string') throw invalid(cleanName(name), 'Send this part as plain text, without a type.');
    fields.set(name, [...(fields.get(name) ?? []), part.value]);
  }
  return null;
}

async function nextPart(parts: AsyncIterableIterator<Multipart>): Promise<IteratorResult<Multipart>> {
  try {
    return await parts.next();
  } catch (error) {
    throw broken(error);
  }
}

async function* wholeFile(file: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* file;
  } catch (error) {
    throw broken(error);
  }
}

/** What the parser says of a form that is none; what has a status already, such as a file that is too large, stays. */
function broken(error: unknown): unknown {
  if (!(error instanceof Error) || 'statusCode' in error || error instanceof DomainError) return error;
  if (error.message.includes('Boundary'))
    return invalid(
      'file',
      'The content type has no boundary: leave the header away, so that your HTTP client writes `multipart/form-data` with the boundary of the form.',
    );
  return invalid(
    'file',
    'The upload broke off or is no well-formed multipart/form-data, so nothing of it was taken. Send it again; let your HTTP client build the form and its content type.',
  );
}

/** An option that nobody reads would be one that is not followed: `dryrun=true` would import for real. */
function refuseUnknown(fields: Fields, { once, repeated }: FormParts): void {
  const names = [...once, ...repeated];
  const errors = [...fields].flatMap(([name, values]) => {
    const path = cleanName(name).slice(0, 100);
    if (name === 'file') return [{ path, message: 'Send the file as a file, with a file name, not as a text.' }];
    if (!names.includes(name)) return [{ path, message: unknown(path, names) }];
    if (values.length === 1 || repeated.includes(name)) return [];
    return [{ path, message: `\`${name}\` is there ${values.length} times: give it once.` }];
  });
  const [first] = errors;
  if (first !== undefined) throw new DomainError('input.invalid', first.message, errors);
}

function unknown(name: string, names: readonly string[]): string {
  const meant = names.find((one) => one.toLowerCase() === name.trim().toLowerCase());
  const cure = meant === undefined ? `There are: ${names.join(', ')}.` : `Write it as \`${meant}\`.`;
  return `There is no part named '${name}'. ${cure}`;
}
