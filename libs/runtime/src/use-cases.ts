import {
  Authenticate,
  ChangeSequenceState,
  ComposeMessage,
  ControlEnrollment,
  CreateSequenceDraft,
  CreateWorkspace,
  EnrollList,
  EnrollListPage,
  EnrollSubscriber,
  FailOperation,
  GetEnrollment,
  GetMe,
  GetOverview,
  GetSequence,
  GetSequenceStats,
  GetSubscriber,
  GetSubscriberTimeline,
  IdempotentCall,
  ListEnrollments,
  ListSequences,
  ListSequenceVersions,
  ListSubscribers,
  ManageApiKeys,
  ManageLists,
  PublishSequenceDraft,
  ReadImports,
  ReadInbound,
  ReadMessages,
  ReadOperations,
  ReconcileEnrollments,
  RecordInbound,
  ReplanEnrollment,
  RunImport,
  SeedDemo,
  SendMessage,
  SettleAttempt,
  StartImport,
  StartWake,
  UnsubscribeByLink,
  UnsubscribeSubscriber,
  UpdateSequenceDraft,
  UpdateSubscriberById,
  UpsertSubscriberByEmail,
  WakeSequencePage,
  type ApiKeyMaker,
  type ApiKeyRepository,
  type AudienceReader,
  type Clock,
  type EnrollmentRepository,
  type EnrollmentStore,
  type EventReader,
  type IdempotencyStore,
  type ImportFiles,
  type ImportRepository,
  type InboundRepository,
  type ListRepository,
  type Log,
  type MailParser,
  type MarketingHeaders,
  type MessageRenderer,
  type MessageRepository,
  type MessageTransport,
  type OperationRepository,
  type Orchestrator,
  type OverviewReader,
  type ReconcilerStore,
  type RelayInquiry,
  type ReturnAddresses,
  type SendOutcome,
  type SequenceRepository,
  type Sessions,
  type SubscriberRepository,
  type Tokens,
  type WorkspaceRepository,
} from '@dripemails/application';

/** Every port with the adapter that serves it. */
export interface Adapters {
  readonly clock: Clock;
  readonly log: Log;
  readonly orchestrator: Orchestrator;
  readonly transport: MessageTransport;
  readonly renderer: MessageRenderer;
  readonly relay: RelayInquiry;
  readonly parser: MailParser;
  readonly tokens: Tokens;
  readonly marketingHeaders: MarketingHeaders;
  readonly addresses: ReturnAddresses;
  readonly maker: ApiKeyMaker;
  readonly sessions: Sessions;
  readonly keys: ApiKeyRepository;
  readonly workspaces: WorkspaceRepository;
  readonly subscribers: SubscriberRepository;
  readonly events: EventReader;
  readonly lists: ListRepository;
  readonly audience: AudienceReader;
  readonly files: ImportFiles;
  readonly imports: ImportRepository;
  readonly importMaxBytes: number;
  readonly sequences: SequenceRepository;
  readonly enrollments: EnrollmentRepository;
  readonly store: EnrollmentStore;
  readonly reconcilerRows: ReconcilerStore;
  readonly messages: MessageRepository;
  readonly inbound: InboundRepository;
  readonly operations: OperationRepository;
  readonly overview: OverviewReader;
  readonly idempotency: IdempotencyStore;
  readonly onOutcome: (kind: SendOutcome['kind'], seconds: number) => void;
}

/** Hands the adapters to the use cases; pure wiring. */
export function createUseCases(a: Adapters) {
  const planning = { enrollments: a.store, sequences: a.sequences, workspaces: a.workspaces, clock: a.clock };
  const replanEnrollment = new ReplanEnrollment(planning);
  const sendMessage = new SendMessage(
    { ...a, ...planning, compose: new ComposeMessage(a) },
    replanEnrollment,
    new SettleAttempt({ ...a, ...planning }),
  );
  const startWake = new StartWake(a);
  const unsubscribeSubscriber = new UnsubscribeSubscriber(a);
  return {
    authenticate: new Authenticate(a),
    sessions: a.sessions,
    getMe: new GetMe(a),
    apiKeys: new ManageApiKeys(a),
    seedDemo: new SeedDemo(a),
    createWorkspace: new CreateWorkspace(a),
    idempotentCall: new IdempotentCall({ store: a.idempotency, clock: a.clock }),
    getOverview: new GetOverview(a),
    upsertSubscriber: new UpsertSubscriberByEmail(a),
    updateSubscriber: new UpdateSubscriberById(a),
    getSubscriber: new GetSubscriber(a),
    listSubscribers: new ListSubscribers(a),
    getSubscriberTimeline: new GetSubscriberTimeline(a),
    unsubscribeSubscriber,
    unsubscribeByLink: new UnsubscribeByLink(a, unsubscribeSubscriber),
    lists: new ManageLists(a),
    startImport: new StartImport({ ...a, maxBytes: a.importMaxBytes }),
    runImport: new RunImport(a),
    readImports: new ReadImports(a),
    createSequence: new CreateSequenceDraft(a),
    updateSequence: new UpdateSequenceDraft(a),
    getSequence: new GetSequence(a),
    listSequences: new ListSequences(a),
    listSequenceVersions: new ListSequenceVersions(a),
    getSequenceStats: new GetSequenceStats(a),
    publishSequence: new PublishSequenceDraft({ ...a, startWake }),
    changeSequenceState: new ChangeSequenceState({ ...a, startWake }),
    enrollSubscriber: new EnrollSubscriber(a),
    enrollList: new EnrollList(a),
    enrollListPage: new EnrollListPage(a),
    wakeSequencePage: new WakeSequencePage(a),
    getEnrollment: new GetEnrollment(a),
    listEnrollments: new ListEnrollments(a),
    controlEnrollment: new ControlEnrollment({ ...a, ...planning }),
    replanEnrollment,
    reconcileEnrollments: new ReconcileEnrollments({ ...a, rows: a.reconcilerRows, sendMessage }),
    sendMessage,
    readMessages: new ReadMessages(a),
    recordInbound: new RecordInbound(a),
    readInbound: new ReadInbound(a),
    readOperations: new ReadOperations(a),
    failOperation: new FailOperation(a),
  };
}
export type UseCases = ReturnType<typeof createUseCases>;
