import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { problem } from '@dripemails/contracts';

/** The OpenAPI 3.1 document of the API, made from the zod schemas that also check every request. */
export function createOpenApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('DripEmails API')
    .setDescription(
      'Sequences, people and mails. Every error is a problem document (RFC 9457). Instants are RFC 3339 in UTC, in the time of the workspace: a demo workspace runs faster.',
    )
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key.' }, 'apiKey')
    .addSecurityRequirements('apiKey')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  });
  // a schema with an id comes as a reference to its definition; in an OpenAPI document the component is the definition
  const definitions = z.toJSONSchema(problem).$defs ?? {};
  return {
    ...document,
    components: {
      ...document.components,
      schemas: { ...document.components?.schemas, ...(definitions as Record<string, object>) },
    },
  };
}
