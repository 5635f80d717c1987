import {
  SignalsInBackground,
  systemClock,
  type Clock,
  type Log,
  type MessageTransport,
  type Orchestrator,
  type SendOutcome,
  type TriggerSignal,
} from '@dripemails/application';
import {
  DnsSpfChecker,
  LiquidConfirmationRenderer,
  LiquidMessageRenderer,
  NoRelayInquiry,
  OwnRelayInquiry,
  PostalMimeParser,
  SmtpMessageTransport,
  marketingHeaders,
} from '@dripemails/email';
import { HttpWebhookCaller, HuggingFaceReviser } from '@dripemails/integrations';
import { TemporalHistoryScanner, TemporalOrchestrator, connectLazily } from '@dripemails/orchestration';
import {
  BetterAuthSessions,
  PgActorNames,
  PgDomainRepository,
  PgEnrollmentRepository,
  PgEnrollmentSelector,
  PgEnrollmentStore,
  PgActivityRecorder,
  PgConsentRepository,
  PgEventRecorder,
  PgErasureStore,
  PgExportPeople,
  PgExportRepository,
  PgIdempotencyStore,
  PgFormRepository,
  PgImportFiles,
  PgImportRepository,
  PgInboundRepository,
  PgMailLinkReader,
  PgOptInRepository,
  PgOverviewReader,
  PgPersonReader,
  PgPrivacyRepository,
  PgReconcilerStore,
  PgRetentionStore,
  PgRevisionRepository,
  PgSegmentAudience,
  PgSegmentRepository,
  PgSequenceRepository,
  PgSubscriberBulk,
  PgSubscriberMerger,
  PgSubscriberNotes,
  PgSubscriberReader,
  PgCustomFieldRepository,
  PgSubscriberRepository,
  PgSuppressionRepository,
  PgTriggerRepository,
  PgTriggerSignal,
  PrismaApiKeyRepository,
  PrismaEventReader,
  PrismaListRepository,
  PrismaMessageRepository,
  PrismaOperationRepository,
  PrismaTopicRepository,
  PrismaWorkspaceRepository,
  SuppressionKey,
  openDatabase,
} from '@dripemails/persistence';
import {
  SecretBox,
  TokenSigner,
  hashApiKey,
  newApiKey,
  temporalConnection,
  type ConfigOf,
  type SharedConfig,
} from '@dripemails/platform';
import { createUseCases, type UseCases } from './use-cases.js';

/** What every process has, and what only some have: the SMTP app asks no language model. */
export type RuntimeConfig = SharedConfig & Partial<ConfigOf<'worker'>>;

export interface RuntimeOptions {
  readonly log: Log;
  /** Database connections of the hot paths. */
  readonly connections: number;
  /** Connections to the relay; a process that sends nothing opens none. */
  readonly relayConnections?: number;
  readonly importMaxBytes?: number;
  readonly onOutcome?: (kind: SendOutcome['kind'], seconds: number) => void;
  readonly clock?: Clock;
}

/** Everything a process needs, built once. */
export interface Runtime {
  readonly useCases: UseCases;
  readonly orchestrator: Orchestrator;
  /** Tells of written trigger entries. */
  readonly triggerSignal: TriggerSignal;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  /** Ends the mails in flight and closes every connection. */
  close(): Promise<void>;
}

/** Builds the adapters and hands them to the use cases: the one place that knows which adapter serves which port. */
export function createRuntime(config: RuntimeConfig, options: RuntimeOptions): Runtime {
  const { log, clock = systemClock } = options;
  const db = openDatabase(config.DATABASE_URL, {
    connections: options.connections,
    onError: (err) => log.warn({ err }, 'an idle database connection broke'),
  });
  const connection = connectLazily(temporalConnection(config));
  const orchestrator = new TemporalOrchestrator(connection, {
    namespace: config.TEMPORAL_NAMESPACE,
    uiUrl: config.TEMPORAL_UI_URL,
  });
  const transport: MessageTransport = new SmtpMessageTransport({
    url: config.SMTP_URL,
    maxConnections: options.relayConnections ?? 1,
    name: config.INBOUND_DOMAIN,
  });
  const answers = new SecretBox(config.APP_SECRET, 'idempotency');
  const suppressionKey = new SuppressionKey(config.APP_SECRET);
  const inbound = new PgInboundRepository(db, suppressionKey);
  const lists = new PrismaListRepository(db);
  const backgroundSignals = new SignalsInBackground({ orchestrator, log });
  const useCases = createUseCases({
    backgroundSignals,
    clock,
    log,
    orchestrator,
    transport,
    renderer: new LiquidMessageRenderer(),
    confirmations: new LiquidConfirmationRenderer(),
    optInRows: new PgOptInRepository(db.pool, suppressionKey),
    forms: new PgFormRepository(db, suppressionKey),
    relay: config.SMTP_RELAY === 'own' ? new OwnRelayInquiry(inbound) : new NoRelayInquiry(),
    parser: new PostalMimeParser(),
    tokens: new TokenSigner(config.APP_SECRET),
    marketingHeaders,
    addresses: { apiUrl: config.API_URL, inboundDomain: config.INBOUND_DOMAIN },
    maker: { make: newApiKey, hash: hashApiKey },
    sessions: new BetterAuthSessions(db, { secret: config.APP_SECRET, apiUrl: config.API_URL, webUrl: config.WEB_URL }),
    keys: new PrismaApiKeyRepository(db),
    actorNames: new PgActorNames(db.pool),
    workspaces: new PrismaWorkspaceRepository(db, clock),
    subscribers: new PgSubscriberRepository(db, suppressionKey),
    subscriberReader: new PgSubscriberReader(db.pool, suppressionKey),
    subscriberBulk: new PgSubscriberBulk(db.pool, suppressionKey),
    merger: new PgSubscriberMerger(db.pool, suppressionKey),
    notes: new PgSubscriberNotes(db.pool),
    customFields: new PgCustomFieldRepository(db),
    mailLinks: new PgMailLinkReader(db.pool, suppressionKey),
    consent: new PgConsentRepository(db.pool, suppressionKey),
    suppressions: new PgSuppressionRepository(db, suppressionKey),
    topics: new PrismaTopicRepository(db),
    events: new PrismaEventReader(db),
    lists,
    audience: lists,
    segments: new PgSegmentRepository(db.pool),
    segmentAudience: new PgSegmentAudience(db.pool, suppressionKey),
    files: new PgImportFiles(db.pool),
    imports: new PgImportRepository(db, suppressionKey),
    importMaxBytes: options.importMaxBytes ?? 0,
    sequences: new PgSequenceRepository(db),
    enrollments: new PgEnrollmentRepository(db, suppressionKey),
    store: new PgEnrollmentStore(db.pool, suppressionKey),
    selector: new PgEnrollmentSelector(db.pool),
    persons: new PgPersonReader(db.pool),
    triggers: new PgTriggerRepository(db.pool, suppressionKey),
    recorder: new PgEventRecorder(db.pool),
    activities: new PgActivityRecorder(db.pool),
    revisions: new PgRevisionRepository(db),
    domains: new PgDomainRepository(db.pool),
    spf: new DnsSpfChecker({ servers: config.DNS_SERVERS }),
    spfHosts: { ips: config.SPF_HOSTS ?? [], include: config.SPF_INCLUDE ?? null },
    webhooks: new HttpWebhookCaller({
      secret: config.APP_SECRET,
      allowPrivate: config.WEBHOOK_ALLOW_PRIVATE ?? false,
    }),
    reviser: new HuggingFaceReviser({
      token: config.HF_TOKEN,
      endpointUrl: config.HF_ENDPOINT_URL,
      model: config.HF_MODEL ?? '',
      provider: config.HF_PROVIDER ?? 'auto',
      timeoutMs: (config.AI_TIMEOUT_SECONDS ?? 60) * 1000,
    }),
    reconcilerRows: new PgReconcilerStore(db.pool),
    messages: new PrismaMessageRepository(db),
    inbound,
    operations: new PrismaOperationRepository(db),
    overview: new PgOverviewReader(db.pool),
    idempotency: new PgIdempotencyStore(db.pool, answers),
    exports: new PgExportRepository(db),
    people: new PgExportPeople(db.pool),
    privacy: new PgPrivacyRepository(db, suppressionKey),
    erasure: new PgErasureStore(db.pool, suppressionKey, new SecretBox(config.APP_SECRET, 'erasure'), answers),
    histories: new TemporalHistoryScanner(connection, { namespace: config.TEMPORAL_NAMESPACE }),
    retention: new PgRetentionStore(db.pool),
    onOutcome: options.onOutcome ?? (() => undefined),
  });
  return {
    useCases,
    orchestrator,
    triggerSignal: new PgTriggerSignal(config.DATABASE_URL, (err) =>
      log.warn({ err }, 'the connection that listens for triggers broke'),
    ),
    ping: async () => {
      await db.pool.query('select 1');
    },
    close: async () => {
      await backgroundSignals.settled();
      await transport.close();
      await connection.close();
      await db.close();
    },
  };
}
