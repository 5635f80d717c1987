import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common';
import { recordEvent, recordEvents } from '@dripemails/contracts';
import { findUnstorable } from '@dripemails/domain';
import { InvalidRequest } from './invalid-request.js';
import { refuseDeep } from './refuse-deep.js';

type Issue = {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
};

const pathOf = (issue: Issue): string =>
  (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
const UNSTORABLE = 'It holds a character that cannot be stored (NUL, or half of a surrogate pair): remove it.';
const WHERE = { body: 'body', query: 'query', param: 'path', custom: 'body', rawbody: 'body' } as const;

/**
 * Shops and trackers send events by the thousand. What cannot be stored of their properties is replaced, so that one of
 * them does not hold up the others; see `storableProperties`.
 */
const WITH_ANY_PROPERTIES: ReadonlySet<unknown> = new Set([recordEvent, recordEvents]);
const PROPERTIES = new Set(['properties']);

/**
 * Takes a body as it came. By itself Nest takes every `constructor` and `prototype` out of it without a word, and a custom
 * field may have such a name; what could poison a prototype is refused by Fastify when it parses.
 */
class WholeBodyPipe extends StandardSchemaValidationPipe {
  protected override stripProtoKeys(): void {}
}

/**
 * Checks every body, query and path against the zod schema on its parameter and lists each field at fault. No schema has to
 * say that a text must be one that can be stored.
 */
export class SchemaPipe extends StandardSchemaValidationPipe {
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const pipe = new WholeBodyPipe({
      exceptionFactory: (issues) =>
        new InvalidRequest(
          WHERE[metadata.type],
          issues.map((issue) => ({ path: pathOf(issue), message: issue.message })),
        ),
    });
    // an absent body is an empty one: the schema says which fields are missing
    const given = metadata.type === 'body' && (value === undefined || value === null) ? ({} as T) : value;
    // what a query is parsed into is no plain object
    const looked = metadata.type === 'query' ? { ...given } : given;
    refuseDeep(looked, WHERE[metadata.type]);
    const unstorable = findUnstorable(looked, WITH_ANY_PROPERTIES.has(metadata.schema) ? PROPERTIES : undefined);
    if (unstorable.length > 0)
      throw new InvalidRequest(
        WHERE[metadata.type],
        unstorable.map((path) => ({ path: path.join('.'), message: UNSTORABLE })),
      );
    return (await pipe.transform(given, metadata)) as T;
  }
}
