/** Generated from docs/openapi.json by `npm run generate`; do not edit. */
export interface paths {
  '/api/v1/me': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Workspace.me'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/overview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Workspace.overview'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/subscribers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Subscribers.list'];
    put?: never;
    post: operations['Subscribers.upsert'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/subscribers/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Subscribers.get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch: operations['Subscribers.update'];
    trace?: never;
  };
  '/api/v1/subscribers/{id}/timeline': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Subscribers.timeline'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/subscribers/{id}/unsubscribe': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Subscribers.unsubscribe'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/lists': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Lists.list'];
    put?: never;
    post: operations['Lists.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/lists/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Lists.get'];
    put?: never;
    post?: never;
    delete: operations['Lists.delete'];
    options?: never;
    head?: never;
    patch: operations['Lists.update'];
    trace?: never;
  };
  '/api/v1/lists/{id}/members': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Lists.addMember'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/lists/{id}/members/{subscriberId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete: operations['Lists.removeMember'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/imports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Imports.list'];
    put?: never;
    post: operations['Imports.start'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/imports/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Imports.get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/imports/{id}/rejected.csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Imports.rejected'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sequences': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Sequences.list'];
    put?: never;
    post: operations['Sequences.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sequences/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Sequences.get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch: operations['Sequences.update'];
    trace?: never;
  };
  '/api/v1/sequences/{id}/publish': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Sequences.publish'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sequences/{id}/activate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Sequences.activate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sequences/{id}/pause': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Sequences.pause'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sequences/{id}/resume': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Sequences.resume'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sequences/{id}/archive': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Sequences.archive'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sequences/{id}/versions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Sequences.versions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sequences/{id}/stats': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Sequences.stats'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sequences/{id}/enrollments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Sequences.enrollments'];
    put?: never;
    post: operations['Sequences.enroll'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/enrollments/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Enrollments.get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/enrollments/{id}/pause': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Enrollments.pause'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/enrollments/{id}/resume': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Enrollments.resume'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/enrollments/{id}/stop': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Enrollments.stop'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/operations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Operations.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/operations/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Operations.get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/messages': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Messages.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/messages/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Messages.get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/inbound': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Inbound.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/inbound/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Inbound.get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/inbound/{id}/raw': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Inbound.raw'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/api-keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['ApiKeys.list'];
    put?: never;
    post: operations['ApiKeys.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/api-keys/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete: operations['ApiKeys.revoke'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Me: {
      /** @enum {string} */
      kind: 'user' | 'apiKey';
      /** Format: uuid */
      id: string;
      name: string;
      email: string | null;
      workspace: components['schemas']['Workspace'];
    };
    Workspace: {
      /** Format: uuid */
      id: string;
      name: string;
      timeZone: string;
      isDemo: boolean;
      clock: {
        /**
         * Format: date-time
         * @description What the workspace's clock shows now.
         */
        now: string;
        /** @description How many times faster than the wall clock it runs; 1 outside a demo. */
        rate: number;
        /** @description Real seconds that one of its days takes. */
        secondsPerDay: number;
      };
      sender: {
        name: string;
        email: string;
      };
      postalAddress: string;
    };
    Overview: {
      /** Format: date-time */
      now: string;
      subscribers: {
        total: number;
        active: number;
        unsubscribed: number;
        bounced: number;
      };
      enrollments: {
        active: number;
        held: number;
        paused: number;
        ended: number;
        completed: number;
      };
      messages: {
        queued: number;
        sent: number;
        failed: number;
        unknown: number;
        sentLastDay: number;
      };
      sequences: {
        draft: number;
        active: number;
        paused: number;
      };
      next24Hours: {
        sends: number;
      };
      attention: {
        /** @enum {string} */
        kind: 'held' | 'failed' | 'unknown' | 'importFailed';
        count: number;
        message: string;
        href: string;
      }[];
      daily: {
        /** @description YYYY-MM-DD in the workspace time zone. */
        day: string;
        sent: number;
      }[];
    };
    UpsertSubscriber: {
      /**
       * @description Address, RFC 5321 mailbox; compared case-insensitively.
       * @example ada@example.com
       */
      email: string;
      firstName?: string | null;
      lastName?: string | null;
      /** @description IANA time zone, such as `Europe/Paris`. */
      timeZone?: string | null;
      locale?: string | null;
      fields?: {
        [key: string]: string | number | boolean | null;
      };
      listIds?: string[];
    };
    Subscriber: {
      /** Format: uuid */
      id: string;
      email: string;
      firstName: string | null;
      lastName: string | null;
      timeZone: string | null;
      locale: string | null;
      fields: {
        [key: string]: string | number | boolean | null;
      };
      /** @enum {string} */
      status: 'active' | 'unsubscribed' | 'bounced' | 'complained' | 'erased';
      lists: {
        /** Format: uuid */
        id: string;
        name: string;
      }[];
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      updatedAt: string;
    };
    SubscriberPage: {
      items: components['schemas']['Subscriber'][];
      nextCursor: string | null;
    };
    UpdateSubscriber: {
      /**
       * @description Address, RFC 5321 mailbox; compared case-insensitively.
       * @example ada@example.com
       */
      email?: string;
      firstName?: string | null;
      lastName?: string | null;
      /** @description IANA time zone, such as `Europe/Paris`. */
      timeZone?: string | null;
      locale?: string | null;
      fields?: {
        [key: string]: string | number | boolean | null;
      };
    };
    TimelinePage: {
      items: components['schemas']['TimelineEntry'][];
      nextCursor: string | null;
    };
    TimelineEntry: {
      /** Format: date-time */
      at: string;
      what: string;
      why: string | null;
      stepId: string | null;
      /**
       * Format: uuid
       * @description The message (ledger row) it is about.
       */
      messageId: string | null;
      /** Format: uuid */
      enrollmentId: string | null;
    };
    UnsubscribeSubscriber: {
      reason?: string;
    };
    CreateList: {
      name: string;
      /** @default  */
      description: string;
    };
    List: {
      /** Format: uuid */
      id: string;
      name: string;
      description: string;
      /** @description How many members it has now. */
      subscribers: number;
      /** Format: date-time */
      createdAt: string;
    };
    ListPage: {
      items: components['schemas']['List'][];
      nextCursor: string | null;
    };
    UpdateList: {
      name?: string;
      description?: string;
    };
    ListMember: {
      /** Format: uuid */
      subscriberId: string;
    };
    Import: {
      /** Format: uuid */
      id: string;
      /** @enum {string} */
      status: 'queued' | 'running' | 'paused' | 'completed' | 'failed' | 'cancelled';
      fileName: string;
      /** Format: uuid */
      listId: string | null;
      /** @description Data rows in the file, without the header. */
      total: number;
      processed: number;
      created: number;
      updated: number;
      unchanged: number;
      rejected: number;
      /** @description The first 100 rejected rows; `line` counts as a text editor does, the header is line 1. */
      errors: {
        line: number;
        reason: string;
      }[];
      /** @description Why the import as a whole failed. */
      failure: string | null;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      completedAt: string | null;
    };
    ImportPage: {
      items: components['schemas']['Import'][];
      nextCursor: string | null;
    };
    CreateSequence: {
      name: string;
      /** @default [] */
      steps: components['schemas']['Step'][];
    };
    Step: components['schemas']['EmailStep'] | components['schemas']['WaitStep'];
    EmailStep: {
      id: string;
      /** @enum {string} */
      kind: 'email';
      subject: string;
      /** @description Body in HTML with Liquid placeholders, such as `{{ subscriber.firstName }}`. */
      html: string;
      /** @description Plain text part; made from the HTML when left out. */
      text?: string;
    };
    WaitStep: {
      id: string;
      /** @enum {string} */
      kind: 'wait';
      for: {
        amount: number;
        /** @enum {string} */
        unit: 'seconds' | 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years';
      };
    };
    Sequence: {
      /** Format: uuid */
      id: string;
      name: string;
      /** @enum {string} */
      state: 'draft' | 'active' | 'paused' | 'archived';
      /** @description The published version that new people get; null before the first publish. */
      version: number | null;
      /** @description The draft, which is edited; `publish` makes a version of it. */
      steps: components['schemas']['Step'][];
      hasUnpublishedChanges: boolean;
      counts: components['schemas']['SequenceCounts'];
      /** Format: date-time */
      pausedAt: string | null;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      updatedAt: string;
    };
    SequenceCounts: {
      active: number;
      held: number;
      paused: number;
      ended: number;
      sent: number;
    };
    SequencePage: {
      items: components['schemas']['Sequence'][];
      nextCursor: string | null;
    };
    UpdateSequence: {
      name?: string;
      steps?: components['schemas']['Step'][];
    };
    PublishSequence: {
      /**
       * @description What becomes of people already in it: stay on their version, or move to the new one.
       * @default keep
       * @enum {string}
       */
      running: 'keep' | 'move';
      /** @default false */
      dryRun: boolean;
    };
    PublishResult: {
      version: number | null;
      problems: components['schemas']['SequenceProblem'][];
      moved: number;
      kept: number;
      dryRun: boolean;
    };
    SequenceProblem: {
      stepId: string | null;
      path: string;
      /** @description What is wrong and the cure. */
      message: string;
    };
    ResumeSequence: {
      /**
       * @description `freeze`: the remaining wait of each person continues. `keepClock`: due dates stand, overdue mail goes out at once.
       * @default freeze
       * @enum {string}
       */
      mode: 'freeze' | 'keepClock';
    };
    SequenceVersionPage: {
      items: components['schemas']['SequenceVersion'][];
      nextCursor: string | null;
    };
    SequenceVersion: {
      version: number;
      /** Format: date-time */
      publishedAt: string;
      steps: components['schemas']['Step'][];
      /** @description Running enrollments on this version. */
      people: number;
    };
    SequenceStats: {
      counts: components['schemas']['SequenceCounts'];
      outcomes: {
        [key: string]: number;
      };
      steps: {
        stepId: string;
        waiting: number;
        passed: number;
        failed: number;
        unknown: number;
      }[];
    };
    CreateEnrollment: {
      /** Format: uuid */
      subscriberId?: string;
      email?: string;
      /** Format: uuid */
      listId?: string;
    };
    Enrollment: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      sequenceId: string;
      sequenceName: string;
      version: number;
      /** Format: uuid */
      subscriberId: string;
      subscriber: {
        email: string;
        firstName: string | null;
        lastName: string | null;
        timeZone: string | null;
      };
      /** @enum {string} */
      state: 'active' | 'held' | 'paused' | 'ended';
      /** @enum {string|null} */
      outcome:
        | 'completed'
        | 'replied'
        | 'unsubscribed'
        | 'bounced'
        | 'complained'
        | 'goal'
        | 'stopped'
        | 'erased'
        | 'exited'
        | null;
      /** @description Why it is paused, held or ended. */
      reason: string | null;
      /** @description What is due and when; null on a hold and after the end, see `reason`. */
      next: components['schemas']['NextStep'] | null;
      /** @description Mails sent to this person in this enrollment. */
      sent: number;
      /** Format: date-time */
      enrolledAt: string;
      /** Format: date-time */
      endedAt: string | null;
      workflowId: string;
      workflowUrl: string;
    };
    NextStep: {
      /** @enum {string} */
      do: 'sendEmail' | 'replan' | 'end';
      stepId: string | null;
      /** Format: date-time */
      at: string;
      why: string;
    };
    OperationStarted: {
      /** Format: uuid */
      operationId: string;
    };
    EnrollmentPage: {
      items: components['schemas']['Enrollment'][];
      nextCursor: string | null;
    };
    EnrollmentDetail: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      sequenceId: string;
      sequenceName: string;
      version: number;
      /** Format: uuid */
      subscriberId: string;
      subscriber: {
        email: string;
        firstName: string | null;
        lastName: string | null;
        timeZone: string | null;
      };
      /** @enum {string} */
      state: 'active' | 'held' | 'paused' | 'ended';
      /** @enum {string|null} */
      outcome:
        | 'completed'
        | 'replied'
        | 'unsubscribed'
        | 'bounced'
        | 'complained'
        | 'goal'
        | 'stopped'
        | 'erased'
        | 'exited'
        | null;
      /** @description Why it is paused, held or ended. */
      reason: string | null;
      /** @description What is due and when; null on a hold and after the end, see `reason`. */
      next: components['schemas']['NextStep'] | null;
      /** @description Mails sent to this person in this enrollment. */
      sent: number;
      /** Format: date-time */
      enrolledAt: string;
      /** Format: date-time */
      endedAt: string | null;
      workflowId: string;
      workflowUrl: string;
      timeline: components['schemas']['TimelineEntry'][];
      forecast: components['schemas']['ForecastEntry'][];
    };
    ForecastEntry: {
      /** Format: date-time */
      at: string;
      what: string;
      stepId: string | null;
    };
    ControlEnrollment: {
      reason?: string;
    };
    OperationPage: {
      items: components['schemas']['Operation'][];
      nextCursor: string | null;
    };
    Operation: {
      /** Format: uuid */
      id: string;
      /** @enum {string} */
      kind: 'enrollList' | 'wakeSequence';
      /** @enum {string} */
      status: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';
      title: string;
      total: number;
      done: number;
      failed: number;
      /** @description People left out with a reason, such as unsubscribed or already in it. */
      skipped: number;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      completedAt: string | null;
    };
    MessagePage: {
      items: components['schemas']['Message'][];
      nextCursor: string | null;
    };
    Message: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      enrollmentId: string | null;
      /** Format: uuid */
      sequenceId: string | null;
      /** Format: uuid */
      subscriberId: string;
      stepId: string | null;
      to: string;
      subject: string;
      /** @enum {string} */
      status: 'pending' | 'queued' | 'sent' | 'failed' | 'unknown';
      /** @description Message-ID header, the same on every attempt. */
      messageId: string;
      /** @description The address that an answer goes to. */
      replyTo: string | null;
      /** Format: date-time */
      sentAt: string | null;
      error: string | null;
      attempts: number;
      /** Format: date-time */
      createdAt: string;
    };
    InboundPage: {
      items: components['schemas']['Inbound'][];
      nextCursor: string | null;
    };
    Inbound: {
      /** Format: uuid */
      id: string;
      from: string;
      to: string[];
      subject: string;
      /** Format: date-time */
      receivedAt: string;
      /** @enum {string} */
      kind: 'captured' | 'reply' | 'bounce' | 'complaint' | 'auto-reply' | 'unsubscribe' | 'other';
      /** @description Bytes of the whole mail. */
      size: number;
      /**
       * Format: uuid
       * @description The message of ours that this mail is, or is about.
       */
      messageId: string | null;
      /**
       * Format: uuid
       * @description The enrollment that message belongs to.
       */
      enrollmentId: string | null;
    };
    InboundDetail: {
      /** Format: uuid */
      id: string;
      from: string;
      to: string[];
      subject: string;
      /** Format: date-time */
      receivedAt: string;
      /** @enum {string} */
      kind: 'captured' | 'reply' | 'bounce' | 'complaint' | 'auto-reply' | 'unsubscribe' | 'other';
      /** @description Bytes of the whole mail. */
      size: number;
      /**
       * Format: uuid
       * @description The message of ours that this mail is, or is about.
       */
      messageId: string | null;
      /**
       * Format: uuid
       * @description The enrollment that message belongs to.
       */
      enrollmentId: string | null;
      /** @description HTML part, sanitised; show it in a sandbox all the same. */
      html: string | null;
      text: string | null;
      headers: {
        name: string;
        value: string;
      }[];
      attachments: {
        filename: string;
        contentType: string;
        size: number;
      }[];
    };
    CreateApiKey: {
      name: string;
    };
    CreatedApiKey: {
      /** Format: uuid */
      id: string;
      name: string;
      /** @description The first characters, to tell keys apart. */
      prefix: string;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      lastUsedAt: string | null;
      /** @description The key itself, shown only once. */
      key: string;
    };
    ApiKeyPage: {
      items: components['schemas']['ApiKey'][];
      nextCursor: string | null;
    };
    ApiKey: {
      /** Format: uuid */
      id: string;
      name: string;
      /** @description The first characters, to tell keys apart. */
      prefix: string;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      lastUsedAt: string | null;
    };
    Problem: {
      /** @description A URI reference that names the kind of problem, such as `/problems/not-found`. */
      type: string;
      title: string;
      status: number;
      detail: string;
      instance: string;
      /** @description Stable machine-readable code, such as `subscriber.not_found`. */
      code: string;
      requestId: string;
      errors: {
        path: string;
        message: string;
      }[];
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  'Workspace.me': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The caller and their workspace, with its clock. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Me'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Workspace.overview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Live numbers. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Overview'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Subscribers.list': {
    parameters: {
      query?: {
        /** @description How many items at the most (1 to 200). */
        limit?: number;
        /** @description `nextCursor` of the page before. */
        cursor?: string;
        /** @description Part of the address or of a name. */
        query?: string;
        list?: string;
        status?: 'active' | 'unsubscribed' | 'bounced' | 'complained' | 'erased';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Subscribers, newest first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SubscriberPage'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Subscribers.upsert': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UpsertSubscriber'];
      };
    };
    responses: {
      /** @description Updated: a subscriber with this email existed. 201 when created. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Subscriber'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Subscribers.get': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The subscriber. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Subscriber'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Subscribers.update': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UpdateSubscriber'];
      };
    };
    responses: {
      /** @description The subscriber as changed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Subscriber'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Subscribers.timeline': {
    parameters: {
      query?: {
        /** @description How many items at the most (1 to 200). */
        limit?: number;
        /** @description `nextCursor` of the page before. */
        cursor?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What happened to the subscriber, newest first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TimelinePage'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Subscribers.unsubscribe': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UnsubscribeSubscriber'];
      };
    };
    responses: {
      /** @description Unsubscribed from everything; running enrollments ended. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Subscriber'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Lists.list': {
    parameters: {
      query?: {
        /** @description How many items at the most (1 to 200). */
        limit?: number;
        /** @description `nextCursor` of the page before. */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Lists, newest first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ListPage'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Lists.create': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateList'];
      };
    };
    responses: {
      /** @description The new list. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['List'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Lists.get': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The list. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['List'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Lists.delete': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Deleted; its people stay. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Lists.update': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UpdateList'];
      };
    };
    responses: {
      /** @description The list as changed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['List'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Lists.addMember': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ListMember'];
      };
    };
    responses: {
      /** @description On the list now. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Lists.removeMember': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        subscriberId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description No longer on the list. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Imports.list': {
    parameters: {
      query?: {
        /** @description How many items at the most (1 to 200). */
        limit?: number;
        /** @description `nextCursor` of the page before. */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Imports, newest first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportPage'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Imports.start': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'multipart/form-data': {
          /**
           * Format: binary
           * @description CSV in UTF-8 with a header; commas, semicolons or tabs.
           */
          file: string;
          /**
           * Format: uuid
           * @description Also put everybody on this list.
           */
          list?: string;
          /** @description JSON object from column to email, firstName, lastName, timeZone, locale, ignore or field:<name>; guessed where left out. */
          mapping?: string;
        };
      };
    };
    responses: {
      /** @description The import has begun; follow its progress by its id. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Import'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Imports.get': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The import with its progress. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Import'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Imports.rejected': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Every rejected row with its line and reason, as CSV. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Sequences.list': {
    parameters: {
      query?: {
        /** @description How many items at the most (1 to 200). */
        limit?: number;
        /** @description `nextCursor` of the page before. */
        cursor?: string;
        state?: 'draft' | 'active' | 'paused' | 'archived';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Sequences, newest first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SequencePage'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Sequences.create': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateSequence'];
      };
    };
    responses: {
      /** @description The new draft. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Sequence'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Sequences.get': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The sequence with its draft. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Sequence'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Sequences.update': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UpdateSequence'];
      };
    };
    responses: {
      /** @description The sequence with the draft as changed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Sequence'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Sequences.publish': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PublishSequence'];
      };
    };
    responses: {
      /** @description The published version; with dryRun what would happen. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PublishResult'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Sequences.activate': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Active: people can be enrolled. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Sequence'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Sequences.pause': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Paused: nothing is sent from now on, everybody is kept. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Sequence'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Sequences.resume': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ResumeSequence'];
      };
    };
    responses: {
      /** @description Active again; everybody goes on where they were. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Sequence'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Sequences.archive': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Archived: mails nobody and takes nobody any more. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Sequence'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Sequences.versions': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Published versions, newest first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SequenceVersionPage'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Sequences.stats': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description People by state, outcome and step. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SequenceStats'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Sequences.enrollments': {
    parameters: {
      query?: {
        /** @description How many items at the most (1 to 200). */
        limit?: number;
        /** @description `nextCursor` of the page before. */
        cursor?: string;
        state?: 'active' | 'held' | 'paused' | 'ended';
        query?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description People of the sequence, newest first, with what comes next for each. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EnrollmentPage'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Sequences.enroll': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateEnrollment'];
      };
    };
    responses: {
      /** @description One person was enrolled. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Enrollment'];
        };
      };
      /** @description A list is being enrolled; follow the operation. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OperationStarted'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Enrollments.get': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What happened, what comes next and when, and the forecast to the end. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EnrollmentDetail'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Enrollments.pause': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ControlEnrollment'];
      };
    };
    responses: {
      /** @description Paused: this person gets nothing until resumed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Enrollment'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Enrollments.resume': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ControlEnrollment'];
      };
    };
    responses: {
      /** @description Active again; the remaining wait goes on. A refused mail is tried again. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Enrollment'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Enrollments.stop': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ControlEnrollment'];
      };
    };
    responses: {
      /** @description Ended with the outcome `stopped`. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Enrollment'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Operations.list': {
    parameters: {
      query?: {
        /** @description How many items at the most (1 to 200). */
        limit?: number;
        /** @description `nextCursor` of the page before. */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Bulk work, newest first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OperationPage'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Operations.get': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The operation with its progress. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Operation'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Messages.list': {
    parameters: {
      query?: {
        /** @description How many items at the most (1 to 200). */
        limit?: number;
        /** @description `nextCursor` of the page before. */
        cursor?: string;
        status?: 'pending' | 'queued' | 'sent' | 'failed' | 'unknown';
        enrollmentId?: string;
        subscriberId?: string;
        sequenceId?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Messages, newest first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MessagePage'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Messages.get': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The message. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Message'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Inbound.list': {
    parameters: {
      query?: {
        /** @description How many items at the most (1 to 200). */
        limit?: number;
        /** @description `nextCursor` of the page before. */
        cursor?: string;
        kind?: 'captured' | 'reply' | 'bounce' | 'complaint' | 'auto-reply' | 'unsubscribe' | 'other';
        query?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Mail that the SMTP app took, newest first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['InboundPage'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Inbound.get': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The mail, parsed; its HTML is sanitised. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['InboundDetail'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'Inbound.raw': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The mail as it came (message/rfc822). */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'ApiKeys.list': {
    parameters: {
      query?: {
        /** @description How many items at the most (1 to 200). */
        limit?: number;
        /** @description `nextCursor` of the page before. */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Keys that are valid, newest first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ApiKeyPage'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'ApiKeys.create': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateApiKey'];
      };
    };
    responses: {
      /** @description The new key, shown only here. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CreatedApiKey'];
        };
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'ApiKeys.revoke': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Revoked: the key opens nothing any more. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem document (RFC 9457). */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
}
