/** Jest's globalTeardown: stops what services-setup.mjs started, last things first. */
import { SERVICES } from './services-setup.mjs';

export default async function teardown() {
  const services = globalThis[SERVICES];
  if (!services) return;
  delete globalThis[SERVICES];
  try {
    for (const stop of services.stops) await stop();
  } finally {
    await services.guard.release();
  }
}
