import { answer } from '@dripemails/api-client';
import { data } from '@remix-run/node';
import { attempt, finish } from '../session/api.server';
import { safePath } from '../session/safe-path';
import { redirectWithToast } from '../session/toast.server';
import { personName } from '../words/person';
import { peopleFor } from './people-api.server';

/** What the small forms of a profile do: notes, tags, lists, a merge. */
export async function changePerson(request: Request, id: string, form: FormData) {
  const api = peopleFor(request);
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const here = `/people/${id}`;
  const intent = String(form.get('intent') ?? '');
  const done = async <T>(work: () => Promise<T>, back: string, words: string | ((done: T) => string)) => {
    const { ok, refusal, status } = await attempt(work);
    if (refusal) return data({ intent, refusal }, status);
    return await redirectWithToast(back, typeof words === 'function' ? words(ok) : words);
  };
  switch (intent) {
    case 'addNote':
      return await done(() => answer(api.addNote(id, text('text'))), here, 'The note stands in the history.');
    case 'deleteNote':
      return await done(() => answer(api.deleteNote(id, text('noteId'))), `${here}?kind=notes`, 'The note is deleted.');
    case 'addTag':
      return await done(
        () => answer(api.changeTags(id, { add: [text('tag')], remove: [] })),
        here,
        'The tag is added.',
      );
    case 'removeTag':
      return await done(
        () => answer(api.changeTags(id, { add: [], remove: [text('tag')] })),
        here,
        'The tag is removed.',
      );
    case 'joinList':
      return await done(
        () => answer(api.joinList(text('listId'), id)),
        here,
        ({ detail }) => detail,
      );
    case 'askToConfirm':
      return await askToConfirm(request, id, { listId: text('listId') || null, evidence: text('evidence') });
    case 'leaveList':
      return await done(() => answer(api.leaveList(text('listId'), id)), here, 'Taken off the list.');
    case 'merge':
      return await merge(request, id, form);
    default:
      throw data({ title: 'Unknown action', detail: 'Reload the page and try again.' }, { status: 400 });
  }
}

/** Asks for a confirmation, and says whether a mail goes out for it: not where one just did. */
async function askToConfirm(request: Request, id: string, wish: { listId: string | null; evidence: string }) {
  const api = peopleFor(request);
  const { ok, refusal, status } = await attempt(async () => {
    const before = (await answer(api.optIns(id))).items;
    return { before, asked: await answer(api.askToConfirm(id, wish)) };
  });
  if (refusal) return data({ intent: 'askToConfirm', refusal }, status);
  const known = ok.before.find((one) => one.id === ok.asked.id);
  // a new mail moves the end of the request, too
  const isSent = known === undefined || known.expiresAt !== ok.asked.expiresAt;
  return await redirectWithToast(
    `/people/${id}`,
    isSent
      ? 'A mail that asks them is on its way.'
      : 'The last mail went out less than 10 minutes ago, so no other is sent.',
  );
}

async function merge(request: Request, id: string, form: FormData) {
  const api = peopleFor(request);
  let from = String(form.get('from') ?? '');
  if (from === '') {
    const email = String(form.get('email') ?? '')
      .trim()
      .toLowerCase();
    const { items } = email === '' ? { items: [] } : await answer(api.list({ query: email, limit: 50 }));
    from = items.find((one) => one.email.toLowerCase() === email)?.id ?? '';
    if (from === '')
      return data(
        {
          refusal: {
            message: 'Nobody has this address.',
            fields: { email: ['Nobody has this address: look it up among the people.'] },
          },
        },
        400,
      );
  }
  return await finish(
    () => answer(api.merge(id, from)),
    safePath(form.get('back')),
    (person) => `The two profiles of ${personName(person)} are one now.`,
  );
}
