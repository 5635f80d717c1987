import type { z } from 'zod';

const search = (request: Request) => new URL(request.url).searchParams;

/** Rows of a page; a screen and a half at 40 px a row. */
const rowsPerPage = 50;

/** The paging part of an address for the API; `name` is where the cursor stands in it, see `Pager`. */
export function pageOf(request: Request, limit = rowsPerPage, name = 'cursor'): { limit: number; cursor?: string } {
  const cursor = search(request).get(name);
  return { limit, ...(cursor && { cursor: cursor.slice(0, 500) }) };
}

/** One filter of an address, left out when it is empty or not valid: an old link should show something rather than fail. */
export function pick<Name extends string, Schema extends z.ZodType>(
  request: Request,
  name: Name,
  schema: Schema,
): Partial<Record<Name, z.output<Schema>>> {
  const parsed = schema.safeParse(search(request).get(name));
  const found: Partial<Record<Name, z.output<Schema>>> = {};
  if (parsed.success) found[name] = parsed.data;
  return found;
}

/** The words searched for, if any. */
export function pickWords<Name extends string>(request: Request, name: Name): Partial<Record<Name, string>> {
  const words = (search(request).get(name) ?? '').trim().slice(0, 200);
  const found: Partial<Record<Name, string>> = {};
  if (words !== '') found[name] = words;
  return found;
}

/** Which dialog the address asks for. */
export const askOf = (request: Request): string | null => search(request).get('ask');
