import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import multipart from '@fastify/multipart';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger, Metrics } from '@dripemails/platform';
import type { UseCases } from '@dripemails/runtime';
import { ApiKeysController } from './api-keys/api-keys.controller.js';
import { ActorGuard } from './auth/actor.js';
import { SignInController } from './auth/sign-in.controller.js';
import { CustomFieldsController } from './custom-fields/custom-fields.controller.js';
import { DomainsController } from './domains/domains.controller.js';
import { EnrollmentsController } from './enrollments/enrollments.controller.js';
import { ExportLinksController } from './exports/export-links.controller.js';
import { ExportsController } from './exports/exports.controller.js';
import { PrivacyController } from './privacy/privacy.controller.js';
import { EventsController } from './events/events.controller.js';
import { FormsController } from './forms/forms.controller.js';
import { HostedFormController } from './forms/hosted-form.controller.js';
import { ConfirmController } from './opt-ins/confirm.controller.js';
import { OptInsController } from './opt-ins/opt-ins.controller.js';
import { HealthController } from './health/health.controller.js';
import { ignoreTypeOfEmptyBody } from './http/empty-body.js';
import { IdempotencyInterceptor } from './http/idempotency.js';
import { ProblemFilter } from './http/problem-filter.js';
import { SchemaPipe } from './http/schema-pipe.js';
import { ImportsController } from './imports/imports.controller.js';
import { InboundController } from './inbound/inbound.controller.js';
import { ListsController } from './lists/lists.controller.js';
import { MessagesController } from './messages/messages.controller.js';
import { NestLogger } from './http/nest-logger.js';
import { OperationsController } from './operations/operations.controller.js';
import { RevisionsController } from './revisions/revisions.controller.js';
import { SegmentsController } from './segments/segments.controller.js';
import { SequencesController } from './sequences/sequences.controller.js';
import { ConsentController } from './consent/consent.controller.js';
import { SuppressionsController } from './suppressions/suppressions.controller.js';
import { TopicsController } from './topics/topics.controller.js';
import { SubscribersController } from './subscribers/subscribers.controller.js';
import { TrackingController } from './tracking/tracking.controller.js';
import { LOGGER, METRICS, PING, USE_CASES } from './tokens.js';
import { PreferencesController } from './preferences/preferences.controller.js';
import { PreviewController } from './public-pages/preview.controller.js';
import { askToRetryWhileClosing, ignoreOneClickBody } from './unsubscribe/one-click.js';
import { UnsubscribeController } from './unsubscribe/unsubscribe.controller.js';
import { WorkspaceController } from './workspace/workspace.controller.js';

export interface AppParts {
  readonly useCases: UseCases;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly ping: () => Promise<void>;
  /** Largest upload in bytes. */
  readonly uploadMaxBytes: number;
  /** Proxies whose word counts for the address of a caller (TRUST_PROXY); none by default. */
  readonly trustProxy?: readonly string[];
}

/** JSON bodies: a sequence of 200 long mails fits, a flood does not. */
const BODY_MAX_BYTES = 10 * 1024 * 1024;

/** One segment of a path: a tracked link, of which no more than 2,000 characters are made, is the longest. */
const PARAM_MAX_LENGTH = 2000;

@Module({})
class ApiModule {
  static with({ useCases, log, metrics, ping }: AppParts): DynamicModule {
    return {
      module: ApiModule,
      controllers: [
        HealthController,
        SignInController,
        UnsubscribeController,
        PreferencesController,
        PreviewController,
        TrackingController,
        WorkspaceController,
        SubscribersController,
        CustomFieldsController,
        ConsentController,
        SuppressionsController,
        TopicsController,
        ListsController,
        OptInsController,
        ConfirmController,
        FormsController,
        HostedFormController,
        ImportsController,
        ExportsController,
        ExportLinksController,
        PrivacyController,
        SegmentsController,
        SequencesController,
        EnrollmentsController,
        OperationsController,
        MessagesController,
        EventsController,
        RevisionsController,
        DomainsController,
        InboundController,
        ApiKeysController,
      ],
      providers: [
        { provide: USE_CASES, useValue: useCases },
        { provide: LOGGER, useValue: log },
        { provide: METRICS, useValue: metrics },
        { provide: PING, useValue: ping },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: ActorGuard },
        { provide: APP_PIPE, useClass: SchemaPipe },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
      ],
    };
  }
}

/** Builds the HTTP application; it listens when its caller says so. */
export async function createApp(parts: AppParts): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_MAX_BYTES,
    genReqId: () => randomUUID(),
    trustProxy: parts.trustProxy?.length ? [...parts.trustProxy] : false,
    routerOptions: { maxParamLength: PARAM_MAX_LENGTH },
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.with(parts), adapter, {
    logger: new NestLogger(parts.log),
    abortOnError: false,
  });
  await app.register(multipart, {
    limits: { files: 2, fields: 20, fieldSize: 64 * 1024, fileSize: parts.uploadMaxBytes + 1 },
  });
  const fastify = adapter.getInstance();
  // a one-click unsubscribe comes with any content type (RFC 8058), and its body says nothing that we need
  ignoreOneClickBody(fastify);
  ignoreTypeOfEmptyBody(fastify);
  askToRetryWhileClosing(fastify);
  fastify.addContentTypeParser('*', (_request, payload, done) => {
    payload.resume();
    payload.on('end', () => done(null, undefined));
    payload.on('error', done);
  });
  fastify.addHook('onSend', async (request, reply) => {
    void reply.headers({ 'x-request-id': request.id, 'x-content-type-options': 'nosniff' });
  });
  return app;
}
