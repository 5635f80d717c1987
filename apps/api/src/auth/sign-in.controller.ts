import { All, Controller, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CLIENT_ADDRESS_HEADER } from '@dripemails/application';
import type { UseCases } from '@dripemails/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { USE_CASES } from '../tokens.js';
import { Public } from './actor.js';

/** Hands the sign-in routes to better-auth, which speaks the Fetch API. */
@ApiExcludeController()
@Public()
@Controller('api/auth')
export class SignInController {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  @All('*')
  async handle(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers))
      if (typeof value === 'string') headers.set(name, value);
    // what the limit on sign-ins counts by: the peer itself, not a header that anybody can write
    headers.set(CLIENT_ADDRESS_HEADER, request.ip);
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD' && request.body !== undefined;
    const url = new URL(request.url, `${request.protocol}://${request.headers.host ?? 'localhost'}`);
    const response = await this.useCases.sessions.handle(
      new Request(url, { method: request.method, headers, ...(hasBody ? { body: JSON.stringify(request.body) } : {}) }),
    );
    void reply.status(response.status);
    for (const [name, value] of response.headers) if (name !== 'set-cookie') void reply.header(name, value);
    const cookies = response.headers.getSetCookie();
    if (cookies.length > 0) void reply.header('set-cookie', cookies);
    await reply.send(Buffer.from(await response.arrayBuffer()));
  }
}
