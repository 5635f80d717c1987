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
  '/api/v1/workspace': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch: operations['Workspace.update'];
    trace?: never;
  };
  '/api/v1/workspace/webhook-secret': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Workspace.webhookSecret'];
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
  '/api/v1/subscribers/{id}/tags': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Subscribers.changeTags'];
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
  '/api/v1/sequences/{id}/diff': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Sequences.diff'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sequences/{id}/rollback': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Sequences.rollback'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sequences/{id}/simulate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Sequences.simulate'];
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
  '/api/v1/enrollments/{id}/skip': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Enrollments.skip'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/enrollments/{id}/rewind': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Enrollments.rewind'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/enrollments/{id}/due': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Enrollments.due'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/enrollments/{id}/approve': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Enrollments.approve'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/enrollments/{id}/retry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Enrollments.retry'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/enrollments/bulk': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Enrollments.bulk'];
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
  '/api/v1/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Events.record'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/events/batch': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Events.recordBatch'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/revisions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Revisions.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/revisions/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Revisions.get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/domains': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Domains.list'];
    put?: never;
    post: operations['Domains.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/domains/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Domains.get'];
    put?: never;
    post?: never;
    delete: operations['Domains.remove'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/domains/{id}/check': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Domains.check'];
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
      /** @description Most marketing mails to one person in any 24 hours and any 7 days; null is no limit. */
      frequencyCap: {
        perDay: number | null;
        perWeek: number | null;
      };
      /**
       * @description What a sending domain with broken SPF means: sends wait, go with a warning, or just go.
       * @enum {string}
       */
      spfPolicy: 'hold' | 'warn' | 'ignore';
    };
    UpdateWorkspace: {
      name?: string;
      timeZone?: string;
      postalAddress?: string;
      sender?: {
        name: string;
        email: string;
      };
      frequencyCap?: {
        perDay: number | null;
        perWeek: number | null;
      };
      /** @enum {string} */
      spfPolicy?: 'hold' | 'warn' | 'ignore';
    };
    WebhookSecret: {
      /** @description Key of the signature, as Standard Webhooks libraries take it. */
      secret: string;
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
      /** @description Added to those that they have. */
      tags?: string[];
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
      tags: string[];
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
    ChangeTags: {
      /** @default [] */
      add: string[];
      /** @default [] */
      remove: string[];
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
      settings?: components['schemas']['SequenceSettings'];
    };
    Step:
      | components['schemas']['EmailStep']
      | components['schemas']['WaitStep']
      | components['schemas']['TagStep']
      | components['schemas']['SetFieldStep']
      | components['schemas']['ListStep']
      | components['schemas']['WebhookStep']
      | components['schemas']['AiReviseStep']
      | components['schemas']['EnrollStep']
      | components['schemas']['GoalStep']
      | components['schemas']['ExitStep']
      | components['schemas']['WaitForEventStep']
      | components['schemas']['BranchStep']
      | components['schemas']['SplitStep'];
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
      for?: components['schemas']['Wait'];
      until?: components['schemas']['Until'];
    };
    Wait: {
      amount: number;
      /** @enum {string} */
      unit: 'seconds' | 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years';
    };
    Until: {
      /** Format: date */
      date?: string;
      field?: string;
      at?: string;
      offset?: {
        amount: number;
        /** @enum {string} */
        unit: 'seconds' | 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years';
      };
      yearly?: boolean;
    };
    TagStep: {
      id: string;
      /** @enum {string} */
      kind: 'tag' | 'untag';
      tag: string;
    };
    SetFieldStep: {
      id: string;
      /** @enum {string} */
      kind: 'setField';
      field: string;
      value: string | number | boolean | null;
    };
    ListStep: {
      id: string;
      /** @enum {string} */
      kind: 'addToList' | 'removeFromList';
      /** Format: uuid */
      listId: string;
    };
    WebhookStep: {
      id: string;
      /** @enum {string} */
      kind: 'webhook';
      /** Format: uri */
      url: string;
      headers?: {
        [key: string]: string;
      };
      /**
       * @default continue
       * @enum {string}
       */
      onFailure: 'continue' | 'hold';
    };
    AiReviseStep: {
      id: string;
      /** @enum {string} */
      kind: 'aiRevise';
      /** @description The email step whose mail is revised; it comes later in the same list of steps. */
      of: string;
      instructions: string;
      /**
       * @description `subscriber`: for each person; `version`: once, the same for everybody.
       * @default subscriber
       * @enum {string}
       */
      scope: 'subscriber' | 'version';
      /**
       * @default none
       * @enum {string}
       */
      approval: 'none' | 'required';
      /**
       * @default useOriginal
       * @enum {string}
       */
      onFailure: 'useOriginal' | 'hold';
    };
    EnrollStep: {
      id: string;
      /** @enum {string} */
      kind: 'enroll';
      /** Format: uuid */
      sequenceId: string;
    };
    /** @description The person leaves with outcome `goal` as soon as the condition holds. */
    GoalStep: {
      id: string;
      /** @enum {string} */
      kind: 'goal';
      name?: string;
      if: components['schemas']['Condition'];
    };
    Condition:
      | {
          field: string;
          /** @enum {string} */
          op:
            | 'is'
            | 'isNot'
            | 'contains'
            | 'startsWith'
            | 'endsWith'
            | 'greaterThan'
            | 'lessThan'
            | 'before'
            | 'after'
            | 'oneOf'
            | 'withinLast'
            | 'withinNext'
            | 'isSet'
            | 'isNotSet';
          value?:
            (string | number | boolean | null) | (string | number | boolean | null)[] | components['schemas']['Wait'];
        }
      | {
          tag: string;
        }
      | {
          /** Format: uuid */
          list: string;
        }
      | {
          opened: {
            step?: string;
            link?: string;
            within?: components['schemas']['Wait'];
          };
        }
      | {
          clicked: {
            step?: string;
            link?: string;
            within?: components['schemas']['Wait'];
          };
        }
      | {
          replied: {
            step?: string;
            link?: string;
            within?: components['schemas']['Wait'];
          };
        }
      | {
          event: string;
          atLeast?: number;
          atMost?: number;
          within?: components['schemas']['Wait'];
          where?: components['schemas']['PropertyMatch'][];
        }
      | {
          all: components['schemas']['Condition'][];
        }
      | {
          any: components['schemas']['Condition'][];
        }
      | {
          not: components['schemas']['Condition'];
        };
    PropertyMatch: {
      property: string;
      /** @enum {string} */
      op:
        | 'is'
        | 'isNot'
        | 'contains'
        | 'startsWith'
        | 'endsWith'
        | 'greaterThan'
        | 'lessThan'
        | 'before'
        | 'after'
        | 'oneOf'
        | 'isSet'
        | 'isNotSet';
      value?: (string | number | boolean | null) | (string | number | boolean | null)[];
    };
    ExitStep: {
      id: string;
      /** @enum {string} */
      kind: 'exit';
      reason: string;
    };
    WaitForEventStep: {
      id: string;
      /** @enum {string} */
      kind: 'waitForEvent';
      event: string;
      match?: components['schemas']['PropertyMatch'][];
      timeout: components['schemas']['Wait'];
      /** @default [] */
      then: components['schemas']['Step'][];
      /** @default [] */
      onTimeout: components['schemas']['Step'][];
    };
    BranchStep: {
      id: string;
      /** @enum {string} */
      kind: 'branch';
      name?: string;
      if: components['schemas']['Condition'];
      /** @default [] */
      then: components['schemas']['Step'][];
      /** @default [] */
      else: components['schemas']['Step'][];
    };
    SplitStep: {
      id: string;
      /** @enum {string} */
      kind: 'split';
      arms: {
        name?: string;
        weight: number;
        /** @default [] */
        steps: components['schemas']['Step'][];
      }[];
    };
    SequenceSettings: {
      /** @default null */
      window: components['schemas']['SendWindow'] | null;
      /** @default 1 */
      jitterMinutes: number;
      /**
       * @default {
       *       "rule": "afterCompletion"
       *     }
       */
      reentry: components['schemas']['Reentry'];
      /** @default [] */
      triggers: components['schemas']['Trigger'][];
      /** @default true */
      stopOnReply: boolean;
    };
    SendWindow: {
      /** @description ISO weekdays, 1 is Monday. */
      weekdays: number[];
      from: string;
      to: string;
      /**
       * @description `subscriber` for each person's own, or an IANA name.
       * @default subscriber
       */
      timeZone: string;
      /**
       * @description Days without mail: `YYYY-MM-DD`, or `MM-DD` for every year.
       * @default []
       */
      skipDates: string[];
    };
    Reentry:
      | {
          /** @enum {string} */
          rule: 'never';
        }
      | {
          /** @enum {string} */
          rule: 'afterCompletion';
        }
      | {
          /** @enum {string} */
          rule: 'afterDays';
          days: number;
        }
      | {
          /** @enum {string} */
          rule: 'always';
        };
    Trigger:
      | {
          /** @enum {string} */
          on: 'listJoined';
          /** Format: uuid */
          listId: string;
        }
      | {
          /** @enum {string} */
          on: 'tagAdded';
          tag: string;
        }
      | {
          /** @enum {string} */
          on: 'event';
          name: string;
          where?: components['schemas']['PropertyMatch'][];
          /** @description Property, such as `orderId`: with re-entry `always` one enrollment for each of its values. */
          key?: string;
        }
      | {
          /** @enum {string} */
          on: 'segmentEntered';
          if: components['schemas']['Condition'];
        }
      | {
          /** @enum {string} */
          on: 'formSubmitted';
          formId: string;
        }
      | {
          /** @enum {string} */
          on: 'dateReached';
          field: string;
          at?: string;
          offset?: {
            amount: number;
            /** @enum {string} */
            unit: 'seconds' | 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years';
          };
          yearly?: boolean;
        }
      | {
          /** @enum {string} */
          on: 'sequenceCompleted';
          /** Format: uuid */
          sequenceId: string;
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
      /** @description Of the draft; published with the steps. */
      settings: components['schemas']['SequenceSettings'];
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
      settings?: components['schemas']['SequenceSettings'];
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
      /** @description With `move`: what would happen to whom, in words with numbers. */
      effects: {
        /** @enum {string} */
        kind: 'stays' | 'skips' | 'finishes' | 'resends';
        stepId: string | null;
        count: number;
        what: string;
      }[];
    };
    SequenceProblem: {
      stepId: string | null;
      path: string;
      /** @description What is wrong and the cure. */
      message: string;
    };
    ActivateSequence: {
      /**
       * @description Whether those who are on the lists of its triggers already are enrolled too.
       * @default false
       */
      enrollExisting: boolean;
    };
    ResumeSequence: {
      /**
       * @description `freeze`: the remaining wait of each person continues. `keepClock`: due dates stand, overdue mail goes out at once. `skipOverdue`: due dates stand, overdue mail is not sent.
       * @default freeze
       * @enum {string}
       */
      mode: 'freeze' | 'keepClock' | 'skipOverdue';
      /** @description Most people a minute (of real time) whose mail is let go; without it, all at once. */
      ratePerMinute?: number;
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
      settings: components['schemas']['SequenceSettings'];
      /** @description Running enrollments on this version. */
      people: number;
    };
    VersionDiff: {
      from: number;
      to: number;
      changes: {
        stepId: string | null;
        /** @enum {string} */
        kind: 'added' | 'removed' | 'changed' | 'moved' | 'settings';
        what: string;
      }[];
    };
    RollbackSequence: {
      version: number;
      /**
       * @default keep
       * @enum {string}
       */
      running: 'keep' | 'move';
      /** @default false */
      dryRun: boolean;
    };
    SimulateSequence: {
      /**
       * Format: uuid
       * @description The person; a made-up one without fields when left out.
       */
      subscriberId?: string;
      /**
       * @default draft
       * @enum {string}
       */
      from: 'draft' | 'published';
      /**
       * Format: date-time
       * @description When they enter; now when left out.
       */
      startAt?: string;
      /** @default [] */
      assume: components['schemas']['Assumption'][];
    };
    Assumption:
      | {
          /** @enum {string} */
          does: 'open';
          step: string;
          /** @description How long after entering the sequence. */
          after: components['schemas']['Wait'];
        }
      | {
          /** @enum {string} */
          does: 'click';
          step: string;
          link?: string;
          /** @description How long after entering the sequence. */
          after: components['schemas']['Wait'];
        }
      | {
          /** @enum {string} */
          does: 'reply';
          step?: string;
          /** @description How long after entering the sequence. */
          after: components['schemas']['Wait'];
        }
      | {
          /** @enum {string} */
          does: 'unsubscribe';
          /** @description How long after entering the sequence. */
          after: components['schemas']['Wait'];
        }
      | {
          /** @enum {string} */
          does: 'event';
          name: string;
          /** @default {} */
          properties: {
            [key: string]: unknown;
          };
          /** @description How long after entering the sequence. */
          after: components['schemas']['Wait'];
        }
      | {
          /** @enum {string} */
          does: 'getTag';
          tag: string;
          /** @description How long after entering the sequence. */
          after: components['schemas']['Wait'];
        }
      | {
          /** @enum {string} */
          does: 'setField';
          field: string;
          value: string | number | boolean | null;
          /** @description How long after entering the sequence. */
          after: components['schemas']['Wait'];
        };
    Simulation: {
      timeline: {
        /** Format: date-time */
        at: string;
        stepId: string | null;
        /** @enum {string} */
        kind: 'entered' | 'sent' | 'passed' | 'waited' | 'assumed' | 'ended';
        what: string;
        why: string | null;
      }[];
      /**
       * @description Null when it does not end within the time looked at.
       * @enum {string|null}
       */
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
      /** Format: date-time */
      endsAt: string | null;
      /** @description What was taken for granted, in words. */
      assumptions: string[];
      problems: {
        stepId: string | null;
        message: string;
      }[];
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
      /** @description With re-entry `always`: one enrollment at a time for each key, such as an order id. */
      key?: string;
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
      /** @description The AI-revised mail that waits for an answer to `POST /enrollments/{id}/approve`. */
      awaitingApproval: {
        stepId: string;
        /** Format: uuid */
        revisionId: string;
      } | null;
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
      do: 'sendEmail' | 'reviseEmail' | 'callWebhook' | 'checkDomain' | 'replan' | 'end';
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
      /** @description The AI-revised mail that waits for an answer to `POST /enrollments/{id}/approve`. */
      awaitingApproval: {
        stepId: string;
        /** Format: uuid */
        revisionId: string;
      } | null;
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
      forecastAssumptions: string[];
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
    ResumeEnrollment: {
      /**
       * @default freeze
       * @enum {string}
       */
      mode: 'freeze' | 'keepClock' | 'skipOverdue';
      reason?: string;
    };
    SkipStep: {
      /** @description The step you see as next; refused when it is another by now. */
      stepId?: string;
      reason?: string;
    };
    RewindEnrollment: {
      /** @description The step to go back to. */
      stepId: string;
      /**
       * @description Whether mails that were sent already are sent once more, on purpose.
       * @default false
       */
      resend: boolean;
      reason?: string;
    };
    ChangeDue: {
      /** Format: date-time */
      at: string;
      reason?: string;
    };
    ApproveRevision: {
      /**
       * @default revised
       * @enum {string}
       */
      use: 'revised' | 'original';
      reason?: string;
    };
    BulkEnrollments: {
      filter: components['schemas']['EnrollmentFilter'];
      action: components['schemas']['EnrollmentAction'];
      reason?: string;
      ratePerMinute?: number;
    };
    EnrollmentFilter: {
      /** Format: uuid */
      sequenceId: string;
      /** @enum {string} */
      state?: 'active' | 'held' | 'paused' | 'ended';
      /** @description Those whose next step is this one. */
      stepId?: string;
      /** @description These only. */
      ids?: string[];
      /**
       * Format: uuid
       * @description Those who wait for an answer to this AI revision.
       */
      awaiting?: string;
      /**
       * @description Those whose latest mail failed, or of which nobody knows.
       * @enum {string}
       */
      messageStatus?: 'failed' | 'unknown';
    };
    EnrollmentAction:
      | {
          /** @enum {string} */
          do: 'pause';
        }
      | {
          /** @enum {string} */
          do: 'resume';
          /**
           * @default freeze
           * @enum {string}
           */
          mode: 'freeze' | 'keepClock' | 'skipOverdue';
        }
      | {
          /** @enum {string} */
          do: 'stop';
        }
      | {
          /** @enum {string} */
          do: 'skip';
        }
      | {
          /** @enum {string} */
          do: 'rewind';
          stepId: string;
          /** @default false */
          resend: boolean;
        }
      | {
          /** @enum {string} */
          do: 'due';
          /** Format: date-time */
          at: string;
        }
      | {
          /** @enum {string} */
          do: 'approve';
          /**
           * @default revised
           * @enum {string}
           */
          use: 'revised' | 'original';
        }
      | {
          /** @enum {string} */
          do: 'retry';
        };
    OperationPage: {
      items: components['schemas']['Operation'][];
      nextCursor: string | null;
    };
    Operation: {
      /** Format: uuid */
      id: string;
      /** @enum {string} */
      kind: 'enrollList' | 'wakeSequence' | 'bulkControl' | 'backfillTrigger';
      /** @enum {string} */
      status: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';
      title: string;
      total: number;
      done: number;
      failed: number;
      /** @description People left out with a reason, such as unsubscribed or already in it. */
      skipped: number;
      /** @description The first 100 that failed, each with what is wrong. */
      failures: {
        /** Format: uuid */
        id: string;
        message: string;
      }[];
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
    RecordEvent: {
      /** Format: uuid */
      subscriberId?: string;
      email?: string;
      name: string;
      /** @default {} */
      properties: {
        [key: string]: unknown;
      };
      /** Format: date-time */
      occurredAt?: string;
    };
    RecordedEvents: {
      recorded: number;
      rejected: {
        index: number;
        message: string;
      }[];
    };
    RecordEvents: {
      events: components['schemas']['RecordEvent'][];
    };
    /**
     * @description `ready` and `approved` are sent instead of the original; `declined` is not; `failed` has no revised mail, it is tried again or the original goes.
     * @enum {string}
     */
    RevisionStatus: 'ready' | 'awaitingApproval' | 'approved' | 'declined' | 'failed';
    RevisionPage: {
      items: components['schemas']['Revision'][];
      nextCursor: string | null;
    };
    Revision: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      sequenceId: string;
      /** @description The email step. */
      stepId: string;
      /**
       * Format: uuid
       * @description Null for a revision that is made once for the version.
       */
      enrollmentId: string | null;
      status: components['schemas']['RevisionStatus'];
      original: {
        subject: string;
        html: string;
      };
      revised: {
        subject: string;
        html: string;
      } | null;
      instructions: string;
      model: string | null;
      error: string | null;
      /** Format: date-time */
      createdAt: string;
    };
    SendingDomainPage: {
      items: components['schemas']['SendingDomain'][];
      nextCursor: string | null;
    };
    SendingDomain: {
      /** Format: uuid */
      id: string;
      name: string;
      spf: {
        /** @enum {string} */
        verdict: 'pass' | 'fail' | 'unknown' | 'stale';
        /** @description Null when DNS gave no answer: not known is not broken. */
        valid: boolean | null;
        /** Format: date-time */
        lastChecked: string | null;
        /** @description The TXT record as published. */
        record: string | null;
        /** @description Mechanisms to add, such as `ip4:192.0.2.1`. */
        missingIncludes: string[];
        explanation: string;
        suggestedRecord: string | null;
      };
      /** Format: date-time */
      createdAt: string;
    };
    CreateDomain: {
      name: string;
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
      /** @description What it says in short, such as `5.1.1 user unknown`; without addresses. */
      detail: string | null;
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
      /** @description What it says in short, such as `5.1.1 user unknown`; without addresses. */
      detail: string | null;
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
  'Workspace.update': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UpdateWorkspace'];
      };
    };
    responses: {
      /** @description The workspace as changed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Workspace'];
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
  'Workspace.webhookSecret': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The key that signs this workspace's webhooks. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookSecret'];
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
        tag?: string;
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
  'Subscribers.changeTags': {
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
        'application/json': components['schemas']['ChangeTags'];
      };
    };
    responses: {
      /** @description The subscriber with the tags as changed. */
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
    requestBody: {
      content: {
        'application/json': components['schemas']['ActivateSequence'];
      };
    };
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
  'Sequences.diff': {
    parameters: {
      query: {
        from: number;
        to: number;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What differs between two published versions. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['VersionDiff'];
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
  'Sequences.rollback': {
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
        'application/json': components['schemas']['RollbackSequence'];
      };
    };
    responses: {
      /** @description An earlier version is the newest again; with dryRun what would happen. */
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
  'Sequences.simulate': {
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
        'application/json': components['schemas']['SimulateSequence'];
      };
    };
    responses: {
      /** @description The dated timeline of a run on a virtual clock. Nothing is sent or stored. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Simulation'];
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
        'application/json': components['schemas']['ResumeEnrollment'];
      };
    };
    responses: {
      /** @description Active again, as the mode says. A refused mail is tried again. */
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
  'Enrollments.skip': {
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
        'application/json': components['schemas']['SkipStep'];
      };
    };
    responses: {
      /** @description The step that was waited for is passed. */
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
  'Enrollments.rewind': {
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
        'application/json': components['schemas']['RewindEnrollment'];
      };
    };
    responses: {
      /** @description Sent back to a step; the ledger keeps what was sent. */
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
  'Enrollments.due': {
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
        'application/json': components['schemas']['ChangeDue'];
      };
    };
    responses: {
      /** @description The next step is due at the time given. */
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
  'Enrollments.approve': {
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
        'application/json': components['schemas']['ApproveRevision'];
      };
    };
    responses: {
      /** @description The AI revision is answered, and the sequence goes on. */
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
  'Enrollments.retry': {
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
      /** @description A refused mail, or one of unknown outcome, is sent again. */
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
  'Enrollments.bulk': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['BulkEnrollments'];
      };
    };
    responses: {
      /** @description The action is being carried out; follow the operation. */
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
  'Events.record': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RecordEvent'];
      };
    };
    responses: {
      /** @description Recorded; triggers and people who wait for the event act on it within seconds. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RecordedEvents'];
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
  'Events.recordBatch': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RecordEvents'];
      };
    };
    responses: {
      /** @description How many were recorded, and which were not and why. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RecordedEvents'];
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
  'Revisions.list': {
    parameters: {
      query?: {
        /** @description How many items at the most (1 to 200). */
        limit?: number;
        /** @description `nextCursor` of the page before. */
        cursor?: string;
        status?: components['schemas']['RevisionStatus'];
        sequenceId?: string;
        enrollmentId?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Mails that AI revised, newest first; with `status=awaitingApproval` those to answer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RevisionPage'];
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
  'Revisions.get': {
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
      /** @description The revised mail beside its original. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Revision'];
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
  'Domains.list': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The domains that mail is sent from, with their SPF. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SendingDomainPage'];
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
  'Domains.create': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateDomain'];
      };
    };
    responses: {
      /** @description The new domain; it is looked at when asked, before the first mail and every night. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SendingDomain'];
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
  'Domains.get': {
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
      /** @description The domain with its SPF. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SendingDomain'];
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
  'Domains.remove': {
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
      /** @description Gone. */
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
  'Domains.check': {
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
      /** @description What DNS says now. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SendingDomain'];
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
