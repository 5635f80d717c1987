import { answer } from '@dripemails/api-client';
import { data, type ActionFunctionArgs } from '@remix-run/node';
import { apiFor, attempt } from '../session/api.server';
import type { Refusal } from '../session/refusal';
import { redirectWithToast } from '../session/toast.server';
import { csvHead, readHead } from './csv-head';
import { guessMapping, mappingOf } from './guess-mapping';

const refuse = (field: string, message: string) =>
  data({ refusal: { message, fields: { [field]: [message] } } satisfies Refusal }, 400);

/** The action of the import page: makes the list if a new one was asked for, hands the file to the API, leads to the import's page. */
export async function startImport({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const file = form.get('file');
  if (!(file instanceof File) || file.size === 0) return refuse('file', 'Choose a CSV file that is not empty.');
  const mapping = await mappingFrom(form, file);
  const api = apiFor(request);

  const listName = String(form.get('newList') ?? '').trim();
  let listId = String(form.get('list') ?? '');
  const isNewList = listId === 'new';
  if (isNewList) {
    if (listName === '') return refuse('name', 'Give the new list a name.');
    const made = await attempt(() => answer(api.POST('/api/v1/lists', { body: { name: listName, description: '' } })));
    if (made.refusal) return data({ refusal: made.refusal }, made.status);
    listId = made.ok.id;
  }

  const upload = new FormData();
  // The fields go first: the API reads the file as a stream and has to know by then what to do with it.
  if (listId !== '') upload.set('list', listId);
  upload.set('mapping', JSON.stringify(mapping));
  upload.set('file', file, file.name);
  const started = await attempt(() =>
    // The body's type is that of the document (`file` as a string); the serializer sends the real form.
    answer(api.POST('/api/v1/imports', { body: { file: file.name }, bodySerializer: () => upload })),
  );
  if (started.refusal) {
    // Otherwise the next try would find the name taken. When even this fails, an empty list is left, which harms nobody.
    if (isNewList) await attempt(() => answer(api.DELETE('/api/v1/lists/{id}', { params: { path: { id: listId } } })));
    return data({ refusal: started.refusal }, started.status);
  }
  return redirectWithToast(`/imports/${started.ok.id}`, 'The import has started.');
}

/** What was chosen on the page, or, before JavaScript could offer a choice, what the names of the columns say. */
async function mappingFrom(form: FormData, file: File): Promise<Record<string, string>> {
  const texts = (name: string) => form.getAll(name).filter((value) => typeof value === 'string');
  const headers = texts('header');
  if (headers.length > 0) return mappingOf(headers, texts('target'));
  const found = csvHead(await readHead(file)).headers;
  return mappingOf(found, guessMapping(found));
}
