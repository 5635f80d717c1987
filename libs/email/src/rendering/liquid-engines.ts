import { escapeHtml } from '@dripemails/domain';
import { Liquid, type LiquidOptions } from 'liquidjs';

/** Tags that read other templates: there are no files here, and a template must be complete to be immutable. */
const TAGS_WITHOUT_FILES = ['include', 'render', 'layout', 'block'];

const OPTIONS: LiquidOptions = {
  strictVariables: true,
  strictFilters: true,
  ownPropertyOnly: true,
  // Looks partials up here instead of in the file system, for whatever the removed tags would have left open.
  templates: {},
  relativeReference: false,
  // The same mail whatever machine renders it.
  timezoneOffset: 0,
  locale: 'en-US',
  // Characters. Larger mails are clipped by Gmail from 102 KB on; this only keeps a pasted book from stalling us.
  parseLimit: 2_000_000,
  // Milliseconds. A usual mail takes a tenth of one, and a template that loops must not hold the event loop for long.
  renderLimit: 1_000,
  // Characters and items that filters and ranges make, so that `(1..1000000000)` fails before it is built.
  memoryLimit: 5_000_000,
};

function engineOf(options: LiquidOptions): Liquid {
  const engine = new Liquid({ ...OPTIONS, ...options });
  for (const tag of TAGS_WITHOUT_FILES) delete engine.tags[tag];
  // It would turn escaping off for whatever people have put into their own names.
  delete engine.filters['raw'];
  return engine;
}

const textOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

/** For the HTML part: every output is escaped, whatever the template says. */
export function createHtmlEngine(): Liquid {
  const engine = engineOf({ outputEscape: 'escape' });
  // `raw: true` says that the result is HTML already. Without it `| escape`, which authors write out of habit, would
  // escape twice and show `&amp;` to the reader.
  engine.registerFilter('escape', { raw: true, handler: (value: unknown) => escapeHtml(textOf(value)) });
  engine.registerFilter('newline_to_br', {
    raw: true,
    handler: (value: unknown) => escapeHtml(textOf(value)).replace(/\r\n?|\n/g, '<br>\n'),
  });
  return engine;
}

/** For the subject and the text part: nothing is escaped, as nothing there is markup. */
export function createPlainEngine(): Liquid {
  const engine = engineOf({});
  // A text part made from an HTML template still carries its filters; here they have nothing to do.
  for (const filter of ['escape', 'escape_once', 'xml_escape', 'newline_to_br']) engine.registerFilter(filter, textOf);
  return engine;
}
