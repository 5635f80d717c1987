import type { FieldProblem } from '@dripemails/domain';
import { Variable, type Liquid, type Template } from 'liquidjs';

/** Every placeholder that is always filled, if only with nothing. */
export const PLACEHOLDERS = [
  'subscriber.email',
  'subscriber.firstName',
  'subscriber.lastName',
  'subscriber.timeZone',
  'subscriber.locale',
  'workspace.name',
  'workspace.postalAddress',
  'unsubscribeUrl',
  'preferencesUrl',
] as const;

const KNOWN: ReadonlySet<string> = new Set(PLACEHOLDERS);
const ROOTS: ReadonlySet<string> = new Set(PLACEHOLDERS.map((name) => name.split('.', 1).join()));
const CURE = `There are ${PLACEHOLDERS.join(', ')}, and subscriber.fields.<name> for a custom field.`;

/** What a parsed template asks of its data. */
export interface Placeholders {
  /** Custom fields that it names. */
  readonly fields: readonly string[];
  /** Variables of its own, by `assign`, `capture` and the like. */
  readonly locals: readonly string[];
}

/** The path of a placeholder, or null where a part of it is computed (`subscriber[name]`) and so not known before. */
function literalPath(variable: Variable): string[] | null {
  const path: string[] = [];
  for (const segment of variable.segments) {
    if (segment instanceof Variable) return null;
    path.push(String(segment));
  }
  // The size of a text is its length: what has to be known is the text. A custom field may be called `size` as well.
  if (path.at(-1) === 'size' && path.length > 2 && !isCustomField(path)) path.pop();
  return path;
}

function isCustomField(path: readonly string[]): boolean {
  return path.length === 3 && path[0] === 'subscriber' && path[1] === 'fields';
}

/** What is wrong with a placeholder and the cure, or null. */
function faultOf(variable: Variable): string | null {
  const path = literalPath(variable);
  const where = `in line ${variable.location.row}`;
  if (path === null) {
    return `The placeholder ${String(variable)} ${where} computes its name: write the name out. ${CURE}`;
  }
  const name = path.join('.');
  if (isCustomField(path) || KNOWN.has(name)) return null;
  if (ROOTS.has(name) || name === 'subscriber.fields') {
    return `The placeholder ${name} ${where} is a group of values: name one of them. ${CURE}`;
  }
  return `Nothing fills the placeholder ${name} ${where}. ${CURE}`;
}

/**
 * Placeholders that nothing would fill, found without rendering, so that branches and loops are covered. Variables that
 * the template makes itself are its own affair.
 * @param path the part of the template that the problems are reported on
 */
export function findUnknownPlaceholders(engine: Liquid, parsed: Template[], path: string): FieldProblem[] {
  const { globals } = engine.analyzeSync(parsed, { partials: false });
  const messages = Object.values(globals)
    .flat()
    .map(faultOf)
    .filter((fault) => fault !== null);
  return [...new Set(messages)].map((message) => ({ path, message }));
}

/**
 * What has to be there, as null at least, for strict rendering to go through: custom fields that a person does not have
 * and variables that are only assigned in a branch.
 */
export function placeholdersOf(engine: Liquid, parsed: Template[]): Placeholders {
  const { globals, locals } = engine.analyzeSync(parsed, { partials: false });
  const fields = new Set<string>();
  for (const variable of Object.values(globals).flat()) {
    const path = literalPath(variable);
    const field = path?.[2];
    if (path !== null && field !== undefined && isCustomField(path)) fields.add(field);
  }
  return { fields: [...fields], locals: Object.keys(locals).filter((name) => !ROOTS.has(name)) };
}
