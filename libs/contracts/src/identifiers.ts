import { z } from 'zod';

/** A UUIDv7 made by the application. */
export const id = z.uuid();

/** An instant, RFC 3339 in UTC, in the workspace's own time (demo workspaces run faster than the wall clock). */
export const instant = z.iso.datetime();

/** Path parameters of every route on one resource. */
export const idParams = z.object({ id });
export type IdParams = z.infer<typeof idParams>;
