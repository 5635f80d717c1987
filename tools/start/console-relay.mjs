// @ts-check

/** @typedef {import('./progress.mjs').Log} Log */

const WARN = 40; // pino's levels: 30 info, 40 warn, 50 error, 60 fatal
const WORDS = new Map([
  [40, 'warning'],
  [50, 'error'],
  [60, 'fatal'],
]);

// More than this in one window says nothing new on a console; the log has all of it.
const MAX_PER_WINDOW = 5;
const WINDOW_MS = 10_000;

/**
 * Picks from a part's log what a person should see: warnings and errors, one short line each, and not a flood of them.
 * @param {object} options
 * @param {string} options.label the part
 * @param {string} options.logFile where the rest is
 * @param {Log} options.log
 * @param {() => number} [options.now]
 * @returns {(line: string) => void}
 */
export function createRelay({ label, logFile, log, now = Date.now }) {
  let windowStart = 0;
  let shown = 0;
  return (line) => {
    const entry = parse(line);
    if (!entry || entry.level < WARN) return;
    if (now() - windowStart > WINDOW_MS) {
      windowStart = now();
      shown = 0;
    }
    shown++;
    if (shown <= MAX_PER_WINDOW) log(`${label}: ${WORDS.get(entry.level) ?? 'warning'}: ${describe(entry)}`);
    else if (shown === MAX_PER_WINDOW + 1) log(`${label}: more of them in ${logFile}`);
  };
}

/** @typedef {{ level: number, msg?: unknown, err?: { message?: unknown }, error?: { message?: unknown } }} LogEntry */

/**
 * @param {string} line
 * @returns {LogEntry | undefined} undefined when the line is not pino JSON
 */
function parse(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    const entry = JSON.parse(line);
    return typeof entry.level === 'number' ? entry : undefined;
  } catch {
    return undefined; // a line that merely begins like JSON
  }
}

/** @param {LogEntry} entry */
function describe({ msg, err, error }) {
  const cause = err?.message ?? error?.message;
  const text = [msg, cause === msg ? undefined : cause]
    .filter((word) => typeof word === 'string' && word !== '')
    .join(': ');
  const line = text.replace(/\s+/g, ' ') || 'no message';
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
