import { answer } from '@dripemails/api-client';
import type { ImportJob, ImportPreview } from '@dripemails/contracts';
import { data, type ActionFunctionArgs } from '@remix-run/node';
import { apiFor, attempt } from '../session/api.server';
import type { Refusal } from '../session/refusal';
import { redirectWithToast } from '../session/toast.server';
import { mappingOf } from './column-mapping';

const refuse = (field: string, message: string, preview: ImportPreview | null = null) =>
  data({ refusal: { message, fields: { [field]: [message] } } satisfies Refusal, preview }, 400);

/** The action of the import page: shows how a file is read, or starts the import (or its dry run) of one that was shown. */
export async function importPeople({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const api = apiFor(request);
  return form.get('intent') === 'preview' ? await preview(api, form) : await start(api, form);
}

type Api = ReturnType<typeof apiFor>;
const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim();

async function preview(api: Api, form: FormData) {
  const file = form.get('file');
  const upload = new FormData();
  for (const name of ['sheet', 'encoding']) if (text(form, name) !== '') upload.set(name, text(form, name));
  if (text(form, 'upload') !== '') {
    upload.set('upload', text(form, 'upload'));
    upload.set('fileName', text(form, 'fileName'));
  } else {
    if (!(file instanceof File) || file.size === 0) return refuse('file', 'Choose a file that is not empty.');
    upload.set('file', file, file.name);
  }
  // The body's type is that of the document; the serializer sends the real form.
  const seen = await attempt(() =>
    answer(api.POST('/api/v1/imports/preview', { body: {}, bodySerializer: () => upload })),
  );
  // a wrong choice leaves what was seen before, so that another can be made
  if (seen.refusal) return data({ refusal: seen.refusal, preview: shownBefore(form) }, seen.status);
  return data({ refusal: null, preview: seen.ok as ImportPreview });
}

const shownBefore = (form: FormData) => JSON.parse(text(form, 'preview') || 'null') as ImportPreview | null;

async function start(api: Api, form: FormData) {
  const shown = shownBefore(form);
  const listName = text(form, 'newList');
  let listId = text(form, 'list');
  const isNewList = listId === 'new';
  if (isNewList) {
    if (listName === '') return refuse('name', 'Give the new list a name.', shown);
    const made = await attempt(() => answer(api.POST('/api/v1/lists', { body: { name: listName, description: '' } })));
    if (made.refusal) return data({ refusal: made.refusal, preview: shown }, made.status);
    listId = made.ok.id;
  }
  const texts = (name: string) => form.getAll(name).filter((value) => typeof value === 'string');
  const upload = new FormData();
  upload.set('upload', text(form, 'upload'));
  upload.set('fileName', text(form, 'fileName'));
  upload.set('mapping', JSON.stringify(mappingOf(texts('header'), texts('target'))));
  if (listId !== '') upload.set('listIds', JSON.stringify([listId]));
  for (const name of ['sheet', 'encoding', 'tags', 'conflict', 'consent', 'consentText'])
    if (text(form, name) !== '') upload.set(name, text(form, name));
  const isDryRun = form.get('intent') === 'dryRun';
  upload.set('dryRun', String(isDryRun));
  const started = await attempt(() => answer(api.POST('/api/v1/imports', { body: {}, bodySerializer: () => upload })));
  if (started.refusal) {
    // Otherwise the next try would find the name taken. When even this fails, an empty list is left, which harms nobody.
    if (isNewList) await attempt(() => answer(api.DELETE('/api/v1/lists/{id}', { params: { path: { id: listId } } })));
    return data({ refusal: started.refusal, preview: shown }, started.status);
  }
  return redirectWithToast(
    `/imports/${started.ok.id}`,
    isDryRun ? 'The dry run has started.' : 'The import has started.',
  );
}

/** The action of an import's page: pause, resume, cancel, or a dry run done for real. */
export async function controlImport({ request, params }: ActionFunctionArgs) {
  const form = await request.formData();
  const api = apiFor(request);
  const path = { params: { path: { id: params.id ?? '' } } };
  const intent = String(form.get('intent'));
  if (intent === 'run') return await runForReal(api, path);
  const done = await attempt(() =>
    intent === 'pause'
      ? answer(api.POST('/api/v1/imports/{id}/pause', path))
      : intent === 'resume'
        ? answer(api.POST('/api/v1/imports/{id}/resume', path))
        : answer(api.POST('/api/v1/imports/{id}/cancel', path)),
  );
  return done.refusal ? data({ refusal: done.refusal }, done.status) : data({ refusal: null });
}

async function runForReal(api: Api, path: { params: { path: { id: string } } }) {
  const found = await attempt(() => answer(api.GET('/api/v1/imports/{id}', path)));
  if (found.refusal) return data({ refusal: found.refusal }, found.status);
  const { id, fileName, mapping, options, format } = found.ok as ImportJob;
  const upload = new FormData();
  upload.set('upload', id);
  upload.set('fileName', fileName);
  upload.set('mapping', JSON.stringify(mapping));
  upload.set('listIds', JSON.stringify(options.listIds));
  upload.set('tags', JSON.stringify(options.tags));
  upload.set('conflict', options.conflict);
  if (options.consent !== null) upload.set('consent', options.consent);
  upload.set('consentText', options.consentText);
  if (format?.sheet) upload.set('sheet', format.sheet);
  if (format?.encoding) upload.set('encoding', format.encoding);
  const started = await attempt(() => answer(api.POST('/api/v1/imports', { body: {}, bodySerializer: () => upload })));
  if (started.refusal) return data({ refusal: started.refusal }, started.status);
  return redirectWithToast(`/imports/${started.ok.id}`, 'The import has started.');
}
