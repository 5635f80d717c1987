import { createHash } from 'node:crypto';
import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Actor } from '@dripemails/application';
import { DomainError } from '@dripemails/domain';
import type { UseCases } from '@dripemails/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Observable, from, lastValueFrom } from 'rxjs';
import { USE_CASES } from '../tokens.js';
import { refuseDeep } from './refuse-deep.js';

/** Honours the Idempotency-Key header on every POST: a repetition gets the first answer again and nothing happens twice. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(@Inject(USE_CASES) private readonly useCases: UseCases) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { actor?: Actor }>();
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || key === undefined || request.actor === undefined) return next.handle();
    if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
      throw new DomainError('input.invalid', 'The Idempotency-Key must be 1 to 255 visible ASCII characters.', [
        { path: 'Idempotency-Key', message: 'Use a UUID, for example.' },
      ]);
    }
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return from(this.once(request.actor, { key, request, reply }, next));
  }

  private async once(
    actor: Actor,
    call: { key: string; request: FastifyRequest; reply: FastifyReply },
    next: CallHandler,
  ): Promise<unknown> {
    const { key, request, reply } = call;
    // before it is printed, and before the pipe that checks what is sent without a key
    refuseDeep(request.body, 'body');
    // an upload is told apart by its length: hashing it would mean reading it twice
    const content = request.isMultipart()
      ? `multipart ${request.headers['content-length'] ?? ''}`
      : JSON.stringify(request.body ?? null);
    const requestHash = createHash('sha256').update(content).digest('hex');
    const answer = await this.useCases.idempotentCall.execute(
      actor,
      { key, route: `POST ${request.url}`, requestHash },
      async () => {
        const body: unknown = await lastValueFrom(next.handle(), { defaultValue: null });
        return { statusCode: reply.statusCode, body };
      },
    );
    if (answer.isReplay) void reply.header('idempotency-replayed', 'true');
    void reply.status(answer.statusCode);
    return answer.body;
  }
}
