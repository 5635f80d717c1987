/**
 * A form whose field names are paths (`steps.2.if.rules.0.op`), as a tree. Maps and not objects, because the names come
 * from outside and an object would have names of its own.
 */
export interface FormTree {
  text: string;
  /** All values of a name that came more than once, such as checkboxes. */
  all: string[];
  children: Map<string, FormTree>;
}

const emptyTree = (): FormTree => ({ text: '', all: [], children: new Map() });
const deepest = 200;

export function formTree(form: FormData): FormTree {
  const root = emptyTree();
  for (const [name, value] of form) {
    const parts = name.split('.');
    if (typeof value !== 'string' || parts.length > deepest) continue;
    const node = parts.reduce(grow, root);
    node.text = value;
    node.all.push(value);
  }
  return root;
}

function grow(tree: FormTree, name: string): FormTree {
  const known = tree.children.get(name);
  if (known) return known;
  const made = emptyTree();
  tree.children.set(name, made);
  return made;
}

/** The branch at a path; an empty one when nothing stands there. */
export const at = (tree: FormTree, path: string): FormTree =>
  path.split('.').reduce((node, name) => node.children.get(name) ?? emptyTree(), tree);

export const text = (tree: FormTree, path: string): string => at(tree, path).text;
export const has = (tree: FormTree, path: string): boolean => {
  const node = at(tree, path);
  return node.all.length > 0 || node.children.size > 0;
};

/** Browsers send line breaks of a textarea as CRLF. */
export const lines = (tree: FormTree, path: string): string => text(tree, path).replaceAll('\r\n', '\n');

/** The items of a list in their order. Positions may have gaps. */
export function items(tree: FormTree, path: string): FormTree[] {
  return [...at(tree, path).children]
    .filter(([name]) => /^\d{1,4}$/.test(name))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, node]) => node);
}

/** A number as typed: NaN when there is none, which the API then refuses with its words. */
export const amount = (tree: FormTree, path: string): number =>
  text(tree, path).trim() === '' ? Number.NaN : Number(text(tree, path));

export function oneOf<T extends string>(choices: readonly T[], given: string, otherwise: T): T {
  return choices.find((choice) => choice === given) ?? otherwise;
}

/**
 * Buttons that add and delete the rows of a list before JavaScript is there: `push:steps.1.if.rules`,
 * `push-group:steps.1.if.rules`, `drop:steps.1.if.rules.0`. Changes the tree; false when the intent is another.
 */
export function changeRows(tree: FormTree, intent: string): boolean {
  const [verb = '', path = ''] = intent.split(':');
  if (path === '' || path.split('.').length > deepest) return false;
  if (verb === 'push' || verb === 'push-group') {
    const list = path.split('.').reduce(grow, tree);
    const next = Math.max(-1, ...[...list.children.keys()].map(Number).filter(Number.isInteger)) + 1;
    const row = grow(list, String(next));
    if (verb === 'push-group') grow(row, 'group').text = 'any';
    return true;
  }
  if (verb === 'drop') {
    const dot = path.lastIndexOf('.');
    return at(tree, path.slice(0, dot)).children.delete(path.slice(dot + 1));
  }
  return false;
}
