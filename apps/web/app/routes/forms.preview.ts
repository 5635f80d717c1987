import type { ActionFunctionArgs } from '@remix-run/node';
import { previewOf } from '../forms/form-data.server';
import { readForm } from '../forms/form-form';

/** The hosted page of what stands in the builder; null while it is not complete. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  // no visitor sees the name, so that it is missing hinders nothing
  if (String(form.get('name') ?? '').trim() === '') form.set('name', 'New');
  const { body } = readForm(form);
  return { html: body ? await previewOf(request, body) : null };
}
