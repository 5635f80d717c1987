import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common';
import { InvalidRequest } from './problem-filter.js';

type Issue = {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
};

const pathOf = (issue: Issue): string =>
  (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
const WHERE = { body: 'body', query: 'query', param: 'path', custom: 'body', rawbody: 'body' } as const;

/** Checks every body, query and path against the zod schema on its parameter and lists each field at fault. */
export class SchemaPipe extends StandardSchemaValidationPipe {
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const pipe = new StandardSchemaValidationPipe({
      exceptionFactory: (issues) =>
        new InvalidRequest(
          WHERE[metadata.type],
          issues.map((issue) => ({ path: pathOf(issue), message: issue.message })),
        ),
    });
    // an absent body is an empty one: the schema says which fields are missing
    const given = metadata.type === 'body' && (value === undefined || value === null) ? ({} as T) : value;
    return (await pipe.transform(given, metadata)) as T;
  }
}
