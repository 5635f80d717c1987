import type { FieldProblem } from '@dripemails/domain';
import { type Liquid, type Template, toValueSync, TypeGuards, Value, Variable } from 'liquidjs';

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

/**
 * What is wrong with a placeholder and the cure, or null.
 * @param isUndefined whether nobody has the custom field of this name, and nothing stands in for it
 */
function faultOf(variable: Variable, isUndefined: (field: string) => boolean): string | null {
  const path = literalPath(variable);
  const where = `in line ${variable.location.row}`;
  if (path === null) {
    return `The placeholder ${String(variable)} ${where} computes its name: write the name out. ${CURE}`;
  }
  const name = path.join('.');
  const field = path[2];
  if (isCustomField(path) && field !== undefined) return isUndefined(field) ? undefinedField(variable, field) : null;
  if (KNOWN.has(name)) return null;
  if (ROOTS.has(name) || name === 'subscriber.fields') {
    return `The placeholder ${name} ${where} is a group of values: name one of them. ${CURE}`;
  }
  return `Nothing fills the placeholder ${name} ${where}. ${CURE}`;
}

function undefinedField(variable: Variable, field: string): string {
  const placeholder = String(variable);
  return `There is no custom field '${field}', so nothing fills the placeholder ${placeholder} in line ${variable.location.row}: define the field, name one that exists, or give a default, such as {{ ${placeholder} | default: "…" }}.`;
}

/** Line and column. */
const placeOf = (position: readonly number[]): string => position.join(':');

/** Where the values stand that have a `default` among their filters: `{{ a | capitalize | default: "b" }}`. */
function placesWithDefault(templates: readonly Template[]): string[] {
  return templates.flatMap((template) => {
    const places = [...(template.arguments?.() ?? [])].flatMap((argument) => {
      if (!(argument instanceof Value) || !argument.filters.some(({ name }) => name === 'default')) return [];
      return argument.initial.postfix
        .filter(TypeGuards.isPropertyAccessToken)
        .map((token) => placeOf(token.getPosition()));
    });
    const inner = template.children === undefined ? [] : toValueSync(template.children(false, true));
    return [...places, ...placesWithDefault(inner)];
  });
}

/**
 * Placeholders that nothing would fill, found without rendering, so that branches and loops are covered. Variables that
 * the template makes itself are its own affair.
 * @param path the part of the template that the problems are reported on
 * @param fields names of the custom fields that there are; any name will do where they are left out
 */
export function findUnknownPlaceholders(
  engine: Liquid,
  parsed: Template[],
  path: string,
  fields?: ReadonlySet<string>,
): FieldProblem[] {
  const { globals } = engine.analyzeSync(parsed, { partials: false });
  const excused = new Set(fields === undefined ? [] : placesWithDefault(parsed));
  const messages = Object.values(globals)
    .flat()
    .map((variable) => {
      const { row, col } = variable.location;
      return faultOf(variable, (field) => fields?.has(field) === false && !excused.has(placeOf([row, col])));
    })
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
