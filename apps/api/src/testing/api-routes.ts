import { documentOfRoutes } from '../document-of-routes.js';
import type { Schema } from './sample-body.js';

interface Operation {
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly required?: boolean;
    readonly schema?: Schema;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

/** A route of the API as its document has it. */
export interface Route {
  /** Such as `GET /api/v1/lists/{id}`. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Every route of the document, and the schemas that it names: a route that is added tomorrow is tested tomorrow. */
export async function routesOfApi(): Promise<{
  readonly routes: readonly Route[];
  readonly components: Readonly<Record<string, Schema>>;
}> {
  const document = await documentOfRoutes();
  const routes = Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method] as Operation | undefined;
      return operation === undefined
        ? []
        : [{ name: `${method.toUpperCase()} ${path}`, method: method.toUpperCase(), path, operation }];
    }),
  );
  return { routes, components: (document.components?.schemas ?? {}) as Readonly<Record<string, Schema>> };
}

/** What a route takes; null where it takes no body. */
export function bodyOf({ operation }: Route): { readonly type: string; readonly schema: Schema } | null {
  const [first] = Object.entries(operation.requestBody?.content ?? {});
  return first === undefined ? null : { type: first[0], schema: first[1].schema };
}
