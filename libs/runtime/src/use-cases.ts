import {
  AnswerPrivacyRequest,
  AskAboutOwnData,
  CallWebhook,
  GetWebhookSecret,
  CheckAllDomains,
  CheckDomain,
  CheckDomainStep,
  ManageDomains,
  WakeHeld,
  WakePeople,
  type DomainRepository,
  type SpfChecker,
  type SpfHosts,
  type WebhookCaller,
  aiProblem,
  type TriggerStore,
  type TextReviser,
  type RevisionRepository,
  type PeopleReader,
  type PersonReader,
  type SendHistory,
  type EventRecorder,
  type ActivityRecorder,
  type EnrollmentSelector,
  UpdateWorkspaceSettings,
  SimulateSequenceRun,
  RunStep,
  ReviseEmail,
  RecordEvent,
  RecordActivity,
  ReadRevisions,
  EnterByTrigger,
  DispatchTriggers,
  DiffSequenceVersions,
  ChangeTags,
  ControlImport,
  BulkControlPage,
  BulkControl,
  BackfillTriggerPage,
  BackfillTrigger,
  Authenticate,
  ChangeSequenceState,
  ComposeMessage,
  ControlEnrollment,
  CreateSequenceDraft,
  CreateWorkspace,
  EnrollAudience,
  EnrollAudiencePage,
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
  ManageSegments,
  PreviewSegmentRule,
  ExplainSegment,
  type SegmentAudience,
  type SegmentRepository,
  ManageSuppressions,
  ManageTopics,
  OperateConsent,
  ChangePreferences,
  PreviewImport,
  PublishSequenceDraft,
  ReadImports,
  ErasePage,
  ExportPerson,
  ReadExports,
  ReadPrivacyRequests,
  RequestErase,
  RunExport,
  RunRetention,
  StartExport,
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
  PreferenceCentre,
  ShowPublicLook,
  UnsubscribeByLink,
  UnsubscribeSubscriber,
  UpdateSequenceDraft,
  UpdateSubscriberById,
  UpsertSubscriberByEmail,
  BulkSubscribersPage,
  CountSubscribers,
  DeleteFieldPage,
  FindDuplicates,
  ManageCustomFields,
  MergeSubscribers,
  StartBulkSubscribers,
  UndoOperation,
  WriteNotes,
  type CustomFieldRepository,
  type SubscriberBulkStore,
  type SubscriberMerger,
  type SubscriberNotes,
  type SubscriberReader,
  WakeSequencePage,
  ConfirmOptIn,
  ManageForms,
  ReadOptIns,
  ReconcileOptIns,
  ReplanOptIn,
  RequestOptIn,
  SendConfirmation,
  StartOptIns,
  SubmitForm,
  type ConfirmationRenderer,
  type FormRepository,
  type OptInRepository,
  type ConsentRepository,
  type MailLinkReader,
  type SuppressionRepository,
  type TopicRepository,
  type ActorNames,
  type ApiKeyMaker,
  type ApiKeyRepository,
  type AudienceReader,
  type Clock,
  type EnrollmentRepository,
  type EnrollmentStore,
  type ErasureStore,
  type EventReader,
  type ExportPeople,
  type ExportRepository,
  type HistoryScanner,
  type PrivacyRepository,
  type RetentionStore,
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
  type TextTokens,
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
  readonly confirmations: ConfirmationRenderer;
  readonly optInRows: OptInRepository;
  readonly forms: FormRepository;
  readonly relay: RelayInquiry;
  readonly parser: MailParser;
  readonly tokens: Tokens & TextTokens;
  readonly marketingHeaders: MarketingHeaders;
  readonly addresses: ReturnAddresses;
  readonly maker: ApiKeyMaker;
  readonly sessions: Sessions;
  readonly keys: ApiKeyRepository;
  readonly actorNames: ActorNames;
  readonly workspaces: WorkspaceRepository;
  readonly subscribers: SubscriberRepository;
  readonly subscriberReader: SubscriberReader;
  readonly subscriberBulk: SubscriberBulkStore;
  readonly merger: SubscriberMerger;
  readonly notes: SubscriberNotes;
  readonly customFields: CustomFieldRepository;
  readonly consent: ConsentRepository;
  readonly mailLinks: MailLinkReader;
  /** Tells workflows without holding up the reader of a mail. */
  readonly backgroundSignals: Pick<Orchestrator, 'signalChanged'>;
  readonly suppressions: SuppressionRepository;
  readonly topics: TopicRepository;
  readonly events: EventReader;
  readonly lists: ListRepository;
  readonly audience: AudienceReader;
  readonly segments: SegmentRepository;
  readonly segmentAudience: SegmentAudience;
  readonly files: ImportFiles;
  readonly imports: ImportRepository;
  readonly importMaxBytes: number;
  readonly sequences: SequenceRepository;
  readonly enrollments: EnrollmentRepository;
  readonly store: EnrollmentStore & SendHistory;
  readonly selector: EnrollmentSelector;
  readonly persons: PersonReader & PeopleReader;
  readonly triggers: TriggerStore;
  readonly recorder: EventRecorder;
  readonly activities: ActivityRecorder;
  readonly revisions: RevisionRepository;
  readonly reviser: TextReviser;
  readonly domains: DomainRepository;
  readonly spf: SpfChecker;
  readonly spfHosts: SpfHosts;
  readonly webhooks: WebhookCaller;
  readonly reconcilerRows: ReconcilerStore;
  readonly messages: MessageRepository;
  readonly inbound: InboundRepository;
  readonly operations: OperationRepository;
  readonly overview: OverviewReader;
  readonly idempotency: IdempotencyStore;
  readonly exports: ExportRepository;
  readonly people: ExportPeople;
  readonly privacy: PrivacyRepository;
  readonly erasure: ErasureStore;
  readonly histories: HistoryScanner;
  readonly retention: RetentionStore;
  readonly onOutcome: (kind: SendOutcome['kind'], seconds: number) => void;
}

/** Hands the adapters to the use cases; pure wiring. */
export function createUseCases(adapters: Adapters) {
  const optIns = new StartOptIns({ ...adapters, optIns: adapters.optInRows });
  const a = { ...adapters, optIns };
  const requests = { ...a, optIns: a.optInRows };
  const { persons, sequences, workspaces, orchestrator, clock, log } = a;
  const planning = { enrollments: a.store, persons, sequences, workspaces, orchestrator, clock, log };
  const facts = { persons, enrollments: a.store };
  const replanEnrollment = new ReplanEnrollment({ ...a, ...planning });
  const sendMessage = new SendMessage(
    { ...a, ...planning, compose: new ComposeMessage(a) },
    replanEnrollment,
    new SettleAttempt({ ...a, ...planning }),
  );
  const replanOptIn = new ReplanOptIn(requests);
  const sendConfirmation = new SendConfirmation(requests, replanOptIn);
  const readOptIns = new ReadOptIns(requests);
  const runStep = new RunStep(planning, replanEnrollment);
  const startWake = new StartWake(a);
  const wakePeople = new WakePeople({ sequences, startWake, log });
  const domainMended = new WakeHeld({ wakePeople });
  const checkDomain = new CheckDomain({ ...a, domainMended });
  const backfillTrigger = new BackfillTrigger(a);
  const enrollAudience = new EnrollAudience({ ...a, facts });
  const bulkControl = new BulkControl(a);
  const controlEnrollment = new ControlEnrollment({ ...a, ...planning, bulkControl });
  const changePreferences = new ChangePreferences(a);
  const readPrivacyRequests = new ReadPrivacyRequests(a);
  const requestErase = new RequestErase(a);
  const unsubscribeSubscriber = new UnsubscribeSubscriber(a);
  const byLink = { ...a, orchestrator: a.backgroundSignals };
  const unsubscribeReader = new UnsubscribeSubscriber(byLink);
  const changeOfReader = new ChangePreferences(byLink);
  return {
    authenticate: new Authenticate(a),
    sessions: a.sessions,
    getMe: new GetMe(a),
    updateWorkspace: new UpdateWorkspaceSettings({ ...a, wakePeople }),
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
    unsubscribeByLink: new UnsubscribeByLink(a, unsubscribeReader, changeOfReader),
    preferenceCentre: new PreferenceCentre(a, changeOfReader, unsubscribeReader),
    publicLook: new ShowPublicLook(a),
    changeTags: new ChangeTags(a),
    countSubscribers: new CountSubscribers(a),
    findDuplicates: new FindDuplicates(a),
    mergeSubscribers: new MergeSubscribers(a),
    notes: new WriteNotes(a),
    customFields: new ManageCustomFields(a),
    deleteFieldPage: new DeleteFieldPage(a),
    startBulkSubscribers: new StartBulkSubscribers(a),
    bulkSubscribersPage: new BulkSubscribersPage(a, unsubscribeSubscriber),
    undoOperation: new UndoOperation(a),
    recordEvent: new RecordEvent(a),
    recordActivity: new RecordActivity(a),
    dispatchTriggers: new DispatchTriggers(a, new EnterByTrigger(a)),
    backfillTriggerPage: new BackfillTriggerPage(a),
    lists: new ManageLists(a),
    suppressions: new ManageSuppressions(a),
    topics: new ManageTopics(a),
    operateConsent: new OperateConsent(a, changePreferences),
    startImport: new StartImport({ ...a, maxBytes: a.importMaxBytes }),
    runImport: new RunImport({ ...a, optInStarter: optIns }),
    previewImport: new PreviewImport(a),
    controlImport: new ControlImport(a),
    readImports: new ReadImports(a),
    createSequence: new CreateSequenceDraft(a),
    updateSequence: new UpdateSequenceDraft(a),
    getSequence: new GetSequence(a),
    listSequences: new ListSequences(a),
    listSequenceVersions: new ListSequenceVersions(a),
    getSequenceStats: new GetSequenceStats(a),
    diffSequenceVersions: new DiffSequenceVersions(a),
    simulateSequence: new SimulateSequenceRun({ ...a, facts, aiProblem: aiProblem(a.reviser.isConfigured) }),
    publishSequence: new PublishSequenceDraft({
      ...{ ...a, startWake, backfillTrigger },
      aiProblem: aiProblem(a.reviser.isConfigured),
    }),
    changeSequenceState: new ChangeSequenceState({ ...a, startWake, backfillTrigger, enrollAudience }),
    enrollSubscriber: new EnrollSubscriber({ ...a, facts }),
    enrollAudience,
    enrollAudiencePage: new EnrollAudiencePage({ ...a, facts }),
    segments: new ManageSegments(a),
    previewSegment: new PreviewSegmentRule(a),
    explainSegment: new ExplainSegment(a),
    wakeSequencePage: new WakeSequencePage(a),
    getEnrollment: new GetEnrollment({ ...a, facts }),
    listEnrollments: new ListEnrollments({ ...a, facts }),
    controlEnrollment,
    bulkControl,
    bulkControlPage: new BulkControlPage(a, controlEnrollment),
    replanEnrollment,
    reconcileEnrollments: new ReconcileEnrollments({
      ...a,
      rows: a.reconcilerRows,
      planning,
      sendMessage,
      optIns: new ReconcileOptIns(requests, sendConfirmation),
    }),
    sendMessage,
    sendConfirmation,
    replanOptIn,
    readOptIns,
    requestOptIn: new RequestOptIn(requests, optIns, readOptIns),
    confirmOptIn: new ConfirmOptIn(requests, optIns),
    forms: new ManageForms(a),
    submitForm: new SubmitForm(a, optIns),
    reviseEmail: new ReviseEmail(a, runStep),
    readRevisions: new ReadRevisions(a),
    callWebhook: new CallWebhook(a, runStep),
    getWebhookSecret: new GetWebhookSecret(a),
    checkDomainStep: new CheckDomainStep(a, checkDomain, replanEnrollment),
    checkAllDomains: new CheckAllDomains(a, checkDomain),
    domains: new ManageDomains({ ...a, domainMended }, checkDomain),
    readMessages: new ReadMessages(a),
    recordInbound: new RecordInbound(a),
    readInbound: new ReadInbound(a),
    readOperations: new ReadOperations(a),
    startExport: new StartExport(a),
    runExport: new RunExport(a),
    readExports: new ReadExports(a),
    requestErase,
    answerPrivacyRequest: new AnswerPrivacyRequest(a, requestErase, readPrivacyRequests),
    askAboutOwnData: new AskAboutOwnData(a),
    erasePage: new ErasePage(a),
    exportPerson: new ExportPerson(a),
    readPrivacyRequests,
    runRetention: new RunRetention(a),
    failOperation: new FailOperation(a),
  };
}
export type UseCases = ReturnType<typeof createUseCases>;
