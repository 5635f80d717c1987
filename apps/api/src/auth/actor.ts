import {
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  SetMetadata,
  createParamDecorator,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Actor } from '@dripemails/application';
import type { UseCases } from '@dripemails/runtime';
import type { FastifyRequest } from 'fastify';
import { USE_CASES } from '../tokens.js';

const PUBLIC = 'isPublic';
/** Marks a route that needs no sign-in. */
export const Public = () => SetMetadata(PUBLIC, true);

type RequestWithActor = FastifyRequest & { actor?: Actor };

/** Finds out who calls, on every route that is not public. */
@Injectable()
export class ActorGuard implements CanActivate {
  constructor(
    @Inject(USE_CASES) private readonly useCases: UseCases,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, [context.getHandler(), context.getClass()]))
      return true;
    const request = context.switchToHttp().getRequest<RequestWithActor>();
    request.actor = await this.useCases.authenticate.execute({
      authorization: request.headers.authorization,
      cookie: request.headers.cookie,
    });
    return true;
  }
}

/** The caller, as the guard found them. */
export const CurrentActor = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<RequestWithActor>();
  if (actor === undefined) throw new Error('CurrentActor on a route without the guard');
  return actor;
});
