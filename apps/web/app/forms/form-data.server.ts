import { answer } from '@dripemails/api-client';
import { apiFor, attempt, load } from '../session/api.server';
import type { FormBody } from './form-form';

/** What the builder offers to choose from. */
export async function choicesFor(request: Request) {
  const api = apiFor(request);
  const query = { limit: 200 };
  const [lists, fields] = await Promise.all([
    load(api.GET('/api/v1/lists', { params: { query } })),
    load(api.GET('/api/v1/fields', { params: { query } })),
  ]);
  return {
    lists: lists.items.map(({ id, name, optIn }) => ({ id, name, optIn })),
    customFields: fields.items.map(({ name, label }) => ({ name, label })),
  };
}

/** The hosted page of a form; null while it cannot be made. */
export async function previewOf(request: Request, body: FormBody): Promise<string | null> {
  const { ok } = await attempt(() => answer(apiFor(request).POST('/api/v1/forms/preview', { body })));
  return ok?.html ?? null;
}
