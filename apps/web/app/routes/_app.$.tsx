import { data } from '@remix-run/node';

/** Any address that no other route takes: a page that says so, inside the app's frame. */
export function loader() {
  throw data({ title: 'Nothing is here', detail: '' }, { status: 404 });
}

export default function NotFound() {
  return null;
}
