import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root, run } from './command.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const MAC_APPS = ['Google Chrome', 'Chromium'].map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);
// A mirror that works needs about one minute; one that does not must not eat the time of the tests.
const INSTALL_TIMEOUT_MS = 5 * 60_000;

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // absent or not ours to run: either way not the browser
  }
}

function onPath() {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name + suffix))), ...MAC_APPS].find(
    isExecutable,
  );
}

/**
 * The browser of the e2e tests: `CHROMIUM_PATH`, else one that is installed, else Debian's package where we are root.
 *
 * @returns {Promise<{ path: string } | { problem: string }>}
 */
export async function findChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) return isExecutable(chosen) ? { path: chosen } : { problem: `CHROMIUM_PATH=${chosen} cannot be run.` };
  const found = onPath();
  if (found) return { path: found };

  const canInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (!canInstall) return { problem: 'No Chromium or Chrome found. Install one, or set CHROMIUM_PATH to it.' };
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation']]) {
    const log = join(root, `tmp/test/apt-get-${args[0]}.log`);
    const { ok, why, tail } = await run(['apt-get', ...args], { log, timeoutMs: INSTALL_TIMEOUT_MS, env });
    if (!ok) return { problem: `Chromium could not be installed (${why}).\n${tail}` };
  }
  const installed = onPath();
  return installed ? { path: installed } : { problem: 'apt-get installed chromium, but it is not on the PATH.' };
}
