import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

/**
 * Documents what a route answers when all is well.
 * @param schema of the body, null for none
 */
export function Answers(status: number, description: string, schema: z.ZodType | null = null): MethodDecorator {
  return ApiResponse({ status, description, ...(schema === null ? {} : { standardSchema: schema }) });
}

/** Documents what every route of a controller answers otherwise. */
export function AnswersProblems(): ClassDecorator {
  return ApiResponse({
    status: 'default',
    description: 'A problem document (RFC 9457).',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });
}
