import type { ActionFunctionArgs } from '@remix-run/node';
import { previewOf } from '../forms/form-data.server';
import { readForm } from '../forms/form-form';

/** The hosted page of what stands in the builder; null while it is not complete. */
export async function action({ request }: ActionFunctionArgs) {
  const { body } = readForm(await request.formData());
  return { html: body ? await previewOf(request, body) : null };
}
