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
  '/api/v1/workspace/public-look': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Workspace.publicLook'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
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
  '/api/v1/subscribers/count': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Subscribers.count'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/subscribers/duplicates': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Subscribers.duplicates'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/subscribers/bulk': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Subscribers.bulk'];
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
    delete: operations['Privacy.delete'];
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
  '/api/v1/subscribers/{id}/notes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Subscribers.addNote'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/subscribers/{id}/notes/{noteId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete: operations['Subscribers.deleteNote'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/subscribers/{id}/merge': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Subscribers.merge'];
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
  '/api/v1/fields': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['CustomFields.list'];
    put?: never;
    post: operations['CustomFields.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/fields/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['CustomFields.get'];
    put?: never;
    post?: never;
    delete: operations['CustomFields.delete'];
    options?: never;
    head?: never;
    patch: operations['CustomFields.update'];
    trace?: never;
  };
  '/api/v1/fields/{id}/use': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['CustomFields.use'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/subscribers/{id}/consent': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Consent.log'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/subscribers/{id}/preferences': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Consent.preferences'];
    put: operations['Consent.change'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/suppressions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Suppressions.list'];
    put?: never;
    post: operations['Suppressions.add'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/suppressions/import': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Suppressions.import'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/suppressions/check': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Suppressions.check'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/suppressions/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete: operations['Suppressions.remove'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/topics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Topics.list'];
    put?: never;
    post: operations['Topics.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/topics/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Topics.get'];
    put?: never;
    post?: never;
    delete: operations['Topics.delete'];
    options?: never;
    head?: never;
    patch: operations['Topics.update'];
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
  '/api/v1/lists/{id}/use': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Lists.use'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
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
  '/api/v1/subscribers/{id}/opt-ins': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['OptIns.list'];
    put?: never;
    post: operations['OptIns.request'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/forms': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Forms.list'];
    put?: never;
    post: operations['Forms.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/forms/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Forms.preview'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/forms/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Forms.get'];
    put?: never;
    post?: never;
    delete: operations['Forms.delete'];
    options?: never;
    head?: never;
    patch: operations['Forms.update'];
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
  '/api/v1/imports/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Imports.preview'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/imports/{id}/pause': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Imports.pause'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/imports/{id}/resume': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Imports.resume'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/imports/{id}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Imports.cancel'];
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
  '/api/v1/exports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Exports.list'];
    put?: never;
    post: operations['Exports.start'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/exports/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Exports.get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/exports/{id}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Exports.cancel'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/exports/{id}/file': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Exports.file'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/subscribers/{id}/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Privacy.export'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/subscribers/{id}/erase': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Privacy.erase'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/privacy/requests': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Privacy.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/privacy/requests/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Privacy.get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/privacy/requests/{id}/fulfil': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Privacy.fulfil'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/privacy/requests/{id}/decline': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Privacy.decline'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/segments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Segments.list'];
    put?: never;
    post: operations['Segments.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/segments/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Segments.preview'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/segments/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Segments.get'];
    put?: never;
    post?: never;
    delete: operations['Segments.delete'];
    options?: never;
    head?: never;
    patch: operations['Segments.update'];
    trace?: never;
  };
  '/api/v1/segments/{id}/members': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Segments.members'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/segments/{id}/explain': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Segments.explain'];
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
  '/api/v1/operations/{id}/undo': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Operations.undo'];
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
      retention: components['schemas']['Retention'];
      branding: components['schemas']['Branding'];
    };
    Retention: {
      /** @description Inbound mails: replies, bounces, captured mails. */
      inboundDays: number | null;
      /** @description Events, and with them timelines and the numbers made of them. */
      eventDays: number | null;
      /** @description People who never confirmed their address; they are deleted. */
      unconfirmedDays: number | null;
      /** @description Uploaded files and rejected rows of imports that are over. */
      importFileDays: number | null;
      /** @description Files of exports and their links; 7 unless set, and never for ever. */
      exportDays: number;
      /** @description What an ended enrollment remembers (choices, reasons, AI revisions, words of its timeline). That the person was in the sequence stays: re-entry rules need it. */
      endedEnrollmentDays: number | null;
    };
    Branding: {
      /** @description Stands above every page; null for the name of the workspace. */
      name: string | null;
      /**
       * Format: uri
       * @description A picture that anybody can fetch; null for none.
       */
      logoUrl: string | null;
      /** @description Buttons and links, `#rrggbb`. */
      primaryColor: string;
      /** @description Behind the page, `#rrggbb`; readers with a dark theme see a dark one. */
      backgroundColor: string;
      /** @description Text of buttons, `#rrggbb`; null for black or white, whichever reads better. */
      textOnPrimary: string | null;
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
      retention?: {
        /** @description Inbound mails: replies, bounces, captured mails. */
        inboundDays?: number | null;
        /** @description Events, and with them timelines and the numbers made of them. */
        eventDays?: number | null;
        /** @description People who never confirmed their address; they are deleted. */
        unconfirmedDays?: number | null;
        /** @description Uploaded files and rejected rows of imports that are over. */
        importFileDays?: number | null;
        /** @description Files of exports and their links; 7 unless set, and never for ever. */
        exportDays?: number;
        /** @description What an ended enrollment remembers (choices, reasons, AI revisions, words of its timeline). That the person was in the sequence stays: re-entry rules need it. */
        endedEnrollmentDays?: number | null;
      };
      branding?: {
        /** @description Stands above every page; null for the name of the workspace. */
        name?: string | null;
        /**
         * Format: uri
         * @description A picture that anybody can fetch; null for none.
         */
        logoUrl?: string | null;
        /** @description Buttons and links, `#rrggbb`. */
        primaryColor?: string;
        /** @description Behind the page, `#rrggbb`; readers with a dark theme see a dark one. */
        backgroundColor?: string;
        /** @description Text of buttons, `#rrggbb`; null for black or white, whichever reads better. */
        textOnPrimary?: string | null;
      };
    };
    PublicLook: {
      /** @description A page in the look of the workspace that does nothing. */
      previewUrl: string;
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
        kind: 'held' | 'failed' | 'unknown' | 'importFailed' | 'privacyRequest';
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
      /** @description BCP 47 language tag, such as `de-AT`. */
      locale?: string | null;
      /** @description Custom fields by name, as their types say. A new name makes a field; null removes a value. */
      fields?: {
        [key: string]: unknown;
      };
      listIds?: string[];
      /** @description Added to those that they have. */
      tags?: string[];
      /** @description Somebody new is `unconfirmed` and gets a mail to confirm, and no other before. Lists with double opt-in always ask. */
      doubleOptIn?: boolean;
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
        [key: string]: unknown;
      };
      /** @enum {string} */
      status: 'unconfirmed' | 'active' | 'unsubscribed' | 'bounced' | 'complained' | 'erased';
      /** @description Why the address, or its domain, is never mailed, whatever the status; else null. */
      suppressed: {
        /** @enum {string} */
        reason: 'hardBounce' | 'complaint' | 'manual' | 'imported' | 'unsubscribed' | 'erased';
        /** Format: date-time */
        since: string;
      } | null;
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
    SubscriberCount: {
      count: number;
      /** @description Whether it was counted; many people are estimated. */
      isExact: boolean;
    };
    DuplicatePage: {
      items: components['schemas']['DuplicateGroup'][];
      nextCursor: string | null;
    };
    DuplicateGroup: {
      /**
       * @description `address`: one mailbox in several spellings; `name`: the same name at the same domain.
       * @enum {string}
       */
      reason: 'address' | 'name';
      subscribers: components['schemas']['Subscriber'][];
    };
    BulkSubscribers: {
      filter: components['schemas']['SubscriberFilter'];
      action: components['schemas']['BulkSubscriberAction'];
      /**
       * @description Only counts.
       * @default false
       */
      dryRun: boolean;
    };
    SubscriberFilter: {
      /**
       * @description Words that the address or the name has, each from its beginning.
       * @example ada exam
       */
      query?: string;
      /**
       * Format: uuid
       * @description Whoever is on this list now.
       */
      list?: string;
      tag?: string;
      /**
       * Format: uuid
       * @description Who is in the segment now.
       */
      segment?: string;
      /**
       * @description Left out: whatever it is, but for `erased`, who are only found by it.
       * @enum {string}
       */
      status?: 'unconfirmed' | 'active' | 'unsubscribed' | 'bounced' | 'complained' | 'erased';
      ids?: string[];
    };
    BulkSubscriberAction:
      | {
          /** @enum {string} */
          do: 'addTags';
          tags: string[];
        }
      | {
          /** @enum {string} */
          do: 'removeTags';
          tags: string[];
        }
      | {
          /** @enum {string} */
          do: 'addToList';
          /** Format: uuid */
          listId: string;
        }
      | {
          /** @enum {string} */
          do: 'removeFromList';
          /** Format: uuid */
          listId: string;
        }
      | {
          /** @enum {string} */
          do: 'setField';
          field: string;
          /** @description Any JSON value. */
          value: unknown;
        }
      | {
          /** @enum {string} */
          do: 'unsubscribe';
          reason?: string;
        };
    BulkSubscribersAnswer: {
      /**
       * Format: uuid
       * @description Null for a dry run.
       */
      operationId: string | null;
      /** @description How many people the filter finds. */
      matching: number;
      /** @description How many of them the action changes. */
      changing: number;
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
      /** @description BCP 47 language tag, such as `de-AT`. */
      locale?: string | null;
      /** @description Custom fields by name, as their types say. A new name makes a field; null removes a value. */
      fields?: {
        [key: string]: unknown;
      };
    };
    TimelinePage: {
      items: components['schemas']['TimelineEntry'][];
      nextCursor: string | null;
    };
    TimelineEntry: {
      /** Format: uuid */
      id: string;
      /** @description What kind of thing it is, such as `sent`, `note`, `fields-changed`. */
      kind: string;
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
    AddNote: {
      text: string;
    };
    MergeSubscriber: {
      /**
       * Format: uuid
       * @description The other profile: it goes into this one and is removed.
       */
      from: string;
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
    CreateCustomField: {
      name: string;
      label?: string;
      /**
       * @default text
       * @enum {string}
       */
      type: 'text' | 'number' | 'boolean' | 'date' | 'choice' | 'json';
      /**
       * @description For `choice`: the texts that are allowed.
       * @default []
       */
      choices: string[];
    };
    CustomField: {
      /** Format: uuid */
      id: string;
      /** @description As conditions, placeholders and the API name it. */
      name: string;
      label: string;
      /** @enum {string} */
      type: 'text' | 'number' | 'boolean' | 'date' | 'choice' | 'json';
      choices: string[];
      /** Format: date-time */
      createdAt: string;
    };
    CustomFieldPage: {
      items: components['schemas']['CustomField'][];
      nextCursor: string | null;
    };
    CustomFieldUse: {
      /** @description How many people have a value. */
      values: number;
      usedBy: {
        /** @enum {string} */
        kind: 'draft' | 'version' | 'segment' | 'form';
        /** Format: uuid */
        id: string;
        name: string;
      }[];
    };
    UpdateCustomField: {
      label?: string;
      /** @enum {string} */
      type?: 'text' | 'number' | 'boolean' | 'date' | 'choice' | 'json';
      /** @description For `choice`: the texts that are allowed. */
      choices?: string[];
      /**
       * @description Only counts the values that would fit.
       * @default false
       */
      dryRun: boolean;
    };
    CustomFieldChange: {
      field: components['schemas']['CustomField'];
      /** @description How many people have a value. */
      values: number;
      /** @description How many values are written anew. */
      converted: number;
      /** @description How many values do not fit; above 0 nothing is changed. */
      misfits: number;
      /** @description The first 10 people whose value does not fit, each with the cure. */
      examples: {
        /** Format: uuid */
        subscriberId: string;
        problem: string;
      }[];
    };
    CustomFieldDeleted: {
      /** @description How many people had a value. */
      values: number;
      /**
       * Format: uuid
       * @description The operation that removes them, where they are many.
       */
      operationId: string | null;
    };
    ConsentPage: {
      items: components['schemas']['ConsentEntry'][];
      nextCursor: string | null;
    };
    ConsentEntry: {
      /** Format: uuid */
      id: string;
      /** Format: date-time */
      at: string;
      /** @enum {string} */
      what:
        | 'subscribed'
        | 'requested'
        | 'confirmed'
        | 'imported'
        | 'unsubscribed'
        | 'bounced'
        | 'complained'
        | 'listJoined'
        | 'listLeft'
        | 'topicLeft'
        | 'topicJoined'
        | 'paused'
        | 'resumed'
        | 'frequencyChanged'
        | 'suppressed'
        | 'unsuppressed'
        | 'erased';
      /** Format: uuid */
      listId: string | null;
      /** @description The words agreed to, or the reason given. */
      text: string;
      /** @description Where it came from, in words. */
      source: string;
      /** @description Who said so for the person, such as who imported them. */
      by: components['schemas']['ConsentActor'] | null;
      ip: string | null;
      userAgent: string | null;
    };
    ConsentActor: {
      /** @enum {string} */
      kind: 'user' | 'apiKey';
      id: string;
      /** @description Null where they are no member any more. */
      name: string | null;
    };
    Preferences: {
      /** @enum {string} */
      status: 'unconfirmed' | 'active' | 'unsubscribed' | 'bounced' | 'complained' | 'erased';
      lists: {
        /** Format: uuid */
        id: string;
        name: string;
        description: string;
        /** @enum {string} */
        optIn: 'single' | 'double';
        /** @enum {string|null} */
        status: 'unconfirmed' | 'active' | 'unsubscribed' | null;
      }[];
      topics: {
        /** Format: uuid */
        id: string;
        name: string;
        description: string;
        wanted: boolean;
      }[];
      /** Format: date-time */
      pausedUntil: string | null;
      capPerWeek: number | null;
    };
    ChangePreferences: {
      joinLists?: string[];
      leaveLists?: string[];
      wantTopics?: string[];
      leaveTopics?: string[];
      /**
       * Format: date-time
       * @description In workspace time.
       */
      pausedUntil?: string | null;
      capPerWeek?: number | null;
      /** @description How the person asked for it, such as `By phone on 3 May`; needed to put somebody on a list or topic again that they left. */
      evidence?: string;
    };
    SuppressionPage: {
      items: components['schemas']['Suppression'][];
      nextCursor: string | null;
    };
    Suppression: {
      /** Format: uuid */
      id: string;
      /** @enum {string} */
      kind: 'address' | 'domain';
      /** @description Null after an erasure: only a hash is kept then. */
      value: string | null;
      /** @enum {string} */
      reason: 'hardBounce' | 'complaint' | 'manual' | 'imported' | 'unsubscribed' | 'erased';
      note: string;
      /** @description Complaints and erasures stay. */
      isRemovable: boolean;
      /** @description Somebody unsubscribed at this address whose profile has another one now. When the entry is removed it stays as `unsubscribed`, until the owner of the address confirms. */
      saidNo: boolean;
      /** Format: date-time */
      createdAt: string;
    };
    AddSuppressions: {
      /** @default [] */
      addresses: string[];
      /**
       * @description Such as `example.com`; subdomains are suppressed too.
       * @default []
       */
      domains: string[];
      /**
       * @description Why, for whoever reads the list later.
       * @default
       */
      note: string;
    };
    SuppressionsAdded: {
      added: number;
      /** @description Suppressed before; nothing changed for them. */
      already: number;
      /** @description Of an import: the first 100 lines that are no address or domain. */
      rejected: {
        line: number;
        reason: string;
      }[];
      rejectedCount: number;
      /** @description Enrollments that ended by it. */
      ended: number;
    };
    ImportSuppressions: {
      /** @description One address or `@domain` a line; in CSV the first cell that is one counts, and lines without any are rejected. */
      text: string;
      /**
       * @description Why, for whoever reads the list later.
       * @default
       */
      note: string;
    };
    SuppressionCheck: {
      suppressed: boolean;
      /** @description By the address itself, by its domain, or both. */
      by: components['schemas']['Suppression'][];
    };
    CreateTopic: {
      name: string;
      /**
       * @description Stands on the preference page, for the people who choose.
       * @default
       */
      description: string;
    };
    Topic: {
      /** Format: uuid */
      id: string;
      name: string;
      description: string;
      /** @description How many people want no mail about it. */
      optOuts: number;
      /** Format: date-time */
      createdAt: string;
    };
    TopicPage: {
      items: components['schemas']['Topic'][];
      nextCursor: string | null;
    };
    UpdateTopic: {
      name?: string;
      /** @description Stands on the preference page, for the people who choose. */
      description?: string;
    };
    CreateList: {
      name: string;
      /** @default  */
      description: string;
      /**
       * @description `double`: people confirm by a mail before they get any other.
       * @enum {string}
       */
      optIn?: 'single' | 'double';
      /** @description Whether people see it on their preference page. */
      isPublic?: boolean;
      confirmation?: components['schemas']['Confirmation'];
    };
    Confirmation: {
      subject?: string;
      /** @description Must have `{{ confirm_url }}`. */
      html?: string;
      /**
       * @description Null for no reminder.
       * @default 3
       */
      reminderAfterDays: number | null;
      /** @default 14 */
      expiresAfterDays: number;
    };
    List: {
      /** Format: uuid */
      id: string;
      name: string;
      description: string;
      /**
       * @description `double`: people confirm by a mail before they get any other.
       * @enum {string}
       */
      optIn: 'single' | 'double';
      /** @description Whether people see it on their preference page. */
      isPublic: boolean;
      confirmation: components['schemas']['Confirmation'];
      /** @description How many members it has now. */
      subscribers: number;
      /** Format: date-time */
      createdAt: string;
    };
    ListPage: {
      items: components['schemas']['List'][];
      nextCursor: string | null;
    };
    ListUse: {
      usedBy: {
        /**
         * @description `draft` and `version`: `id` and `name` are those of the sequence.
         * @enum {string}
         */
        kind: 'draft' | 'version' | 'segment' | 'form' | 'import' | 'export' | 'operation';
        /** Format: uuid */
        id: string;
        name: string;
      }[];
    };
    UpdateList: {
      name?: string;
      description?: string;
      /**
       * @description `double`: people confirm by a mail before they get any other.
       * @enum {string}
       */
      optIn?: 'single' | 'double';
      /** @description Whether people see it on their preference page. */
      isPublic?: boolean;
      confirmation?: components['schemas']['Confirmation'];
    };
    ListMember: {
      /** Format: uuid */
      subscriberId: string;
    };
    ListMembership: {
      /** Format: uuid */
      listId: string;
      /** Format: uuid */
      subscriberId: string;
      /**
       * @description `added`: on the list now. `unchanged`: on it already. `toConfirm`: on it once they confirm. `keptOff`: they left it by their own will, so they are not put back; `PUT /subscribers/{id}/preferences` with `joinLists` and `evidence` does, when they ask for it.
       * @enum {string}
       */
      outcome: 'added' | 'unchanged' | 'toConfirm' | 'keptOff';
      /**
       * @description Of the person on this list: only `active` is mailed.
       * @enum {string}
       */
      status: 'active' | 'unconfirmed' | 'unsubscribed';
      /** @description The outcome in words. */
      detail: string;
    };
    OptIns: {
      items: components['schemas']['OptIn'][];
    };
    OptIn: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      subscriberId: string;
      /** @description Null: mail of the workspace as a whole. */
      list: {
        /** Format: uuid */
        id: string;
        name: string;
      } | null;
      /** Format: uuid */
      formId: string | null;
      /** @enum {string} */
      state: 'pending' | 'confirmed' | 'expired' | 'cancelled';
      /** @description Where the request came from, in words. */
      source: string;
      /** @description Who brought it about, such as who imported the person. */
      by: components['schemas']['ConsentActor'] | null;
      /** @description Mails that went out. */
      sent: number;
      /** Format: date-time */
      requestedAt: string;
      /**
       * Format: date-time
       * @description When the next mail is due; null when none is to come.
       */
      nextMailAt: string | null;
      /** Format: date-time */
      expiresAt: string;
      /** Format: date-time */
      endedAt: string | null;
      workflowId: string;
      workflowUrl: string;
    };
    RequestOptIn: {
      /**
       * Format: uuid
       * @description The list to confirm; without one, mail as a whole.
       * @default null
       */
      listId: string | null;
      /** @description How the person asked for it, such as `By phone on 3 May`; needed to ask somebody who has unsubscribed or left the list. Kept in the consent log with the request. */
      evidence?: string;
    };
    CreateForm: {
      /** @description For you; the visitor sees the title. */
      name: string;
      title: string;
      /** @default  */
      text: string;
      /**
       * @default [
       *       {
       *         "target": "email",
       *         "label": "Email",
       *         "required": true
       *       }
       *     ]
       */
      fields: {
        /** @description `email`, `firstName`, `lastName` or `field:<name>`. */
        target: string;
        label: string;
        /** @default false */
        required: boolean;
      }[];
      /** @default Subscribe */
      submitLabel: string;
      /**
       * @description What the visitor agrees to; kept with every consent. Empty for none.
       * @default
       */
      consentText: string;
      /**
       * @description Whether every new person confirms by mail, also where the lists do not ask for it.
       * @default true
       */
      doubleOptIn: boolean;
      /** @default [] */
      listIds: string[];
      /** @default [] */
      tags: string[];
      /**
       * @default {
       *       "accent": "#1d4ed8",
       *       "width": 480,
       *       "scheme": "auto"
       *     }
       */
      theme: {
        /** @default #1d4ed8 */
        accent: string;
        /**
         * @description Widest, in CSS pixels.
         * @default 480
         */
        width: number;
        /**
         * @default auto
         * @enum {string}
         */
        scheme: 'auto' | 'light' | 'dark';
      };
      /**
       * @default {
       *       "show": "text",
       *       "text": "Thank you. If a confirmation is needed, it is in your inbox."
       *     }
       */
      thanks:
        | {
            /** @enum {string} */
            show: 'text';
            text: string;
          }
        | {
            /** @enum {string} */
            show: 'page';
            /** Format: uri */
            url: string;
          };
    };
    Form: {
      /** Format: uuid */
      id: string;
      /** @description For you; the visitor sees the title. */
      name: string;
      title: string;
      text: string;
      fields: {
        /** @description `email`, `firstName`, `lastName` or `field:<name>`. */
        target: string;
        label: string;
        /** @default false */
        required: boolean;
      }[];
      submitLabel: string;
      /** @description What the visitor agrees to; kept with every consent. Empty for none. */
      consentText: string;
      /** @description Whether every new person confirms by mail, also where the lists do not ask for it. */
      doubleOptIn: boolean;
      listIds: string[];
      tags: string[];
      theme: {
        /** @default #1d4ed8 */
        accent: string;
        /**
         * @description Widest, in CSS pixels.
         * @default 480
         */
        width: number;
        /**
         * @default auto
         * @enum {string}
         */
        scheme: 'auto' | 'light' | 'dark';
      };
      thanks:
        | {
            /** @enum {string} */
            show: 'text';
            text: string;
          }
        | {
            /** @enum {string} */
            show: 'page';
            /** Format: uri */
            url: string;
          };
      submissions: number;
      /** @description The page that people fill in; a POST to it is a submission. */
      hostedUrl: string;
      embed: {
        /** @description A plain form for a page of yours; works without scripts. */
        html: string;
        /** @description The hosted page inside a page of yours. */
        iframe: string;
      };
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      updatedAt: string;
    };
    FormPage: {
      items: components['schemas']['Form'][];
      nextCursor: string | null;
    };
    FormPreview: {
      /** @description The hosted page as it would be. */
      html: string;
    };
    UpdateForm: {
      /** @description For you; the visitor sees the title. */
      name?: string;
      title?: string;
      text?: string;
      fields?: {
        /** @description `email`, `firstName`, `lastName` or `field:<name>`. */
        target: string;
        label: string;
        /** @default false */
        required: boolean;
      }[];
      submitLabel?: string;
      /** @description What the visitor agrees to; kept with every consent. Empty for none. */
      consentText?: string;
      /** @description Whether every new person confirms by mail, also where the lists do not ask for it. */
      doubleOptIn?: boolean;
      listIds?: string[];
      tags?: string[];
      theme?: {
        /** @default #1d4ed8 */
        accent: string;
        /**
         * @description Widest, in CSS pixels.
         * @default 480
         */
        width: number;
        /**
         * @default auto
         * @enum {string}
         */
        scheme: 'auto' | 'light' | 'dark';
      };
      thanks?:
        | {
            /** @enum {string} */
            show: 'text';
            text: string;
          }
        | {
            /** @enum {string} */
            show: 'page';
            /** Format: uri */
            url: string;
          };
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
      /** @description Rows of people who said no (unsubscribed, bounced, complained, erased, suppressed, or left the list): their status stays. They are counted as updated or unchanged too. */
      withheld: number;
      /** @description The first 100 rejected rows; `line` counts as a text editor does, the header is line 1. */
      errors: {
        line: number;
        reason: string;
      }[];
      /** @description Why the import as a whole failed. */
      failure: string | null;
      options: components['schemas']['ImportOptions'];
      mapping: {
        [key: string]: ('email' | 'firstName' | 'lastName' | 'timeZone' | 'locale' | 'ignore') | string;
      };
      format: components['schemas']['ImportFormat'] | null;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      completedAt: string | null;
    };
    ImportOptions: {
      /** @enum {string} */
      conflict: 'skip' | 'fillBlanks' | 'overwrite';
      /**
       * @description Null: nothing was said; a list with double opt-in then asks its new members to confirm.
       * @enum {string|null}
       */
      consent: 'single' | 'doubleOptIn' | null;
      consentText: string;
      listIds: string[];
      tags: string[];
      dryRun: boolean;
      sheet: string | null;
      /**
       * @description The encoding that was chosen; null: as it is detected.
       * @enum {string|null}
       */
      encoding:
        | 'UTF-8'
        | 'UTF-16LE'
        | 'UTF-16BE'
        | 'windows-1250'
        | 'windows-1251'
        | 'windows-1252'
        | 'windows-1253'
        | 'windows-1254'
        | 'windows-1255'
        | 'windows-1256'
        | 'windows-1257'
        | 'windows-1258'
        | 'windows-874'
        | 'ISO-8859-2'
        | 'ISO-8859-3'
        | 'ISO-8859-4'
        | 'ISO-8859-5'
        | 'ISO-8859-6'
        | 'ISO-8859-7'
        | 'ISO-8859-8'
        | 'ISO-8859-10'
        | 'ISO-8859-13'
        | 'ISO-8859-14'
        | 'ISO-8859-15'
        | 'KOI8-R'
        | 'KOI8-U'
        | 'IBM866'
        | 'cp850'
        | 'cp852'
        | 'macintosh'
        | 'x-mac-cyrillic'
        | 'Shift_JIS'
        | 'EUC-JP'
        | 'EUC-KR'
        | 'GB18030'
        | 'Big5'
        | null;
    };
    ImportFormat: {
      /** @enum {string} */
      kind: 'csv' | 'xlsx';
      /** @description Such as UTF-8, UTF-16LE or windows-1252; null for XLSX. */
      encoding: string | null;
      /**
       * @description How the encoding is known; null for XLSX and for imports that are older than this.
       * @enum {string|null}
       */
      encodingFound: 'chosen' | 'certain' | 'likely' | 'unsure' | null;
      /** @description Comma, semicolon, tab or bar; null for XLSX. */
      delimiter: string | null;
      /** @description The sheet of an XLSX file that is read. */
      sheet: string | null;
      /** @description All sheets of an XLSX file. */
      sheets: string[];
    };
    ImportPreview: {
      /**
       * Format: uuid
       * @description Give it as `upload` to POST /imports instead of the file; kept for a day.
       */
      uploadId: string;
      fileName: string;
      format: components['schemas']['ImportFormat'];
      /** @description The columns, each under a name of its own. */
      header: string[];
      /** @description Data rows. */
      total: number;
      /** @description What to look at before the import, with the cure, such as an encoding that is unsure. */
      warning: string | null;
      mapping: {
        [key: string]: ('email' | 'firstName' | 'lastName' | 'timeZone' | 'locale' | 'ignore') | string;
      };
      /**
       * @description Where the mapping comes from: the last import with these columns, or the names of the columns.
       * @enum {string}
       */
      mappingFrom: 'lastImport' | 'names';
      /** @description The first 10 rows. */
      rows: {
        line: number;
        cells: string[];
        /** @description Why the row would be rejected. */
        fault: string | null;
      }[];
    };
    ImportPage: {
      items: components['schemas']['Import'][];
      nextCursor: string | null;
    };
    StartExport: {
      /** @enum {string} */
      format: 'csv' | 'xlsx' | 'json';
      /** @default {} */
      filter: components['schemas']['ExportFilter'];
      /** @description Each once, in the order of the file; a custom field has to be one of the workspace. Left out: every column and every custom field. */
      columns?: (
        | (
            | 'email'
            | 'firstName'
            | 'lastName'
            | 'status'
            | 'timeZone'
            | 'locale'
            | 'lists'
            | 'tags'
            | 'createdAt'
            | 'updatedAt'
          )
        | string
      )[];
    };
    ExportFilter: {
      /**
       * @description Words that the address or the name has, each from its beginning.
       * @example ada exam
       */
      query?: string;
      /**
       * Format: uuid
       * @description Whoever is on this list now.
       */
      list?: string;
      tag?: string;
      /**
       * Format: uuid
       * @description Who is in the segment now.
       */
      segment?: string;
      /**
       * @description Left out: whatever it is, but for `erased`, who are only found by it.
       * @enum {string}
       */
      status?: 'unconfirmed' | 'active' | 'unsubscribed' | 'bounced' | 'complained' | 'erased';
      ids?: string[];
    };
    ExportStarted: {
      /** Format: uuid */
      id: string;
    };
    ExportPage: {
      items: components['schemas']['Export'][];
      nextCursor: string | null;
    };
    Export: {
      /** Format: uuid */
      id: string;
      /** @enum {string} */
      status: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled' | 'expired';
      /** @enum {string} */
      format: 'csv' | 'xlsx' | 'json';
      filter: components['schemas']['ExportFilter'];
      columns: string[];
      /** @description People when it began; 0 until then. */
      total: number;
      processed: number;
      /** @description Bytes of the file. */
      size: number;
      failure: string | null;
      /** @description Once completed: a signed link that needs no sign-in and works until `expiresAt`. Treat it as the file. */
      downloadUrl: string | null;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      completedAt: string | null;
      /**
       * Format: date-time
       * @description The file is deleted then and its link ends. A real instant, also where a demo workspace has a clock of its own; the other instants here are in workspace time.
       */
      expiresAt: string | null;
    };
    PersonExport: {
      /** Format: date-time */
      generatedAt: string;
      /** @description Address, names, locale, time zone, status, limits on mail. */
      profile: {
        [key: string]: unknown;
      };
      /** @description Custom fields by name. */
      fields: {
        [key: string]: unknown;
      };
      /** @description Lists with the status on each. */
      lists: {
        [key: string]: unknown;
      }[];
      tags: {
        [key: string]: unknown;
      }[];
      /** @description Consent log: what, when, by what words, from where. */
      consents: {
        [key: string]: unknown;
      }[];
      topicOptOuts: {
        [key: string]: unknown;
      }[];
      /** @description Requests to confirm. */
      optIns: {
        [key: string]: unknown;
      }[];
      /** @description Sequences, each with its own timeline. */
      enrollments: {
        [key: string]: unknown;
      }[];
      /** @description Mails to the person: address, subject, state, answer of the relay. */
      messages: {
        [key: string]: unknown;
      }[];
      /** @description Everything that was recorded, with its properties. */
      events: {
        [key: string]: unknown;
      }[];
      /** @description What members of the workspace wrote about the person. */
      notes: {
        [key: string]: unknown;
      }[];
      /** @description Mails from or about the person; `raw` is the whole mail in base64. */
      inbound: {
        [key: string]: unknown;
      }[];
      /** @description Mails that AI wrote for the person. */
      revisions: {
        [key: string]: unknown;
      }[];
      /** @description What the person asked for on the preference page, and the answer. */
      privacyRequests: {
        [key: string]: unknown;
      }[];
      /** @description Whether the address is on the suppression list, and why. */
      suppressions: {
        [key: string]: unknown;
      }[];
    };
    EraseStarted: {
      /** Format: uuid */
      requestId: string;
    };
    PrivacyRequestPage: {
      items: components['schemas']['PrivacyRequest'][];
      nextCursor: string | null;
    };
    PrivacyRequest: {
      /** Format: uuid */
      id: string;
      /** @enum {string} */
      kind: 'export' | 'erase';
      /** @enum {string} */
      status: 'waiting' | 'queued' | 'running' | 'completed' | 'failed' | 'declined';
      /** Format: uuid */
      subscriberId: string;
      /** @description The address of the person; null once they are erased or gone. */
      email: string | null;
      /** @description Who began it for the person; null where the person asked, on their preference page. */
      requestedBy: components['schemas']['ConsentActor'] | null;
      /**
       * Format: date-time
       * @description By when a request of the person has to be answered (GDPR article 12(3)); null for those of a member.
       */
      dueAt: string | null;
      /**
       * Format: date-time
       * @description When a request of the person was fulfilled or declined.
       */
      answeredAt: string | null;
      /** @description Who fulfilled or declined a request of the person. */
      answeredBy: components['schemas']['ConsentActor'] | null;
      /** @description Why it was declined; the person reads it. */
      reason: string | null;
      report: components['schemas']['PrivacyReport'];
      error: string | null;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      completedAt: string | null;
    };
    PrivacyReport: {
      /** @description Rows that were deleted or emptied of personal data, by table. */
      removed: {
        [key: string]: number;
      };
      /** @description What was searched for the address and the full name afterwards. */
      scanned: {
        tables: number;
        columns: number;
        rows: number;
        workflows: number;
      } | null;
      /** @description Where they still stand; empty is the proof. A workflow is `table: "workflow"`. */
      found: {
        table: string;
        column: string;
        rows: number;
        /** @enum {string} */
        what: 'address' | 'name';
      }[];
      /** @description Where the full name, without an address, stands with other people (their events and notes, their mails) and in texts of your own. People share names, so it is told and neither changed nor in the way of the proof. */
      mentions: {
        table: string;
        column: string;
        rows: number;
        /** @description Whose rows they are, the first 20; empty where they are of nobody. */
        subscriberIds: string[];
      }[];
    };
    DeclinePrivacyRequest: {
      /** @description In words that the person will read. */
      reason: string;
    };
    CreateSegment: {
      name: string;
      /** @default  */
      description: string;
      condition: components['schemas']['Condition'];
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
          /** Format: uuid */
          segment: string;
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
    Wait: {
      amount: number;
      /** @enum {string} */
      unit: 'seconds' | 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years';
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
    Segment: {
      /** Format: uuid */
      id: string;
      name: string;
      description: string;
      condition: components['schemas']['Condition'];
      /** @description The rule in words. */
      words: string;
      /** @description What the rule is refused for if it is saved again, such as a field that changed its type since; each with its place, such as `condition.all.1.value`, and the cure. Empty where it is in order. */
      problems: {
        path: string;
        message: string;
      }[];
      /** @description How many people fit it; null before it could be counted. */
      count: number | null;
      /** @description How many of them can be mailed: active, and neither their address nor its domain suppressed. */
      mailable: number | null;
      /**
       * Format: date-time
       * @description When they were counted; reading one segment counts anew.
       */
      countedAt: string | null;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      updatedAt: string;
    };
    SegmentPage: {
      items: components['schemas']['Segment'][];
      nextCursor: string | null;
    };
    PreviewSegment: {
      condition: components['schemas']['Condition'];
    };
    SegmentPreview: {
      /** @description How many people fit the rule now. */
      count: number;
      /** @description How many of them can be mailed: active, and neither their address nor its domain suppressed. */
      mailable: number;
      words: string;
      /** @description The ten newest of them. */
      sample: components['schemas']['Subscriber'][];
    };
    UpdateSegment: {
      name?: string;
      description?: string;
      condition?: components['schemas']['Condition'];
    };
    SegmentExplanation: {
      isIn: boolean;
      isMailable: boolean;
      words: string;
      /** @description Every single rule with what was seen; those inside other segments too. */
      rules: {
        /** @description Where the rule stands in the condition, such as `all.1.not`. */
        path: string;
        words: string;
        holds: boolean;
        /** @description What was seen of the person. */
        saw: string;
      }[];
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
      /**
       * Format: uuid
       * @description Topic of its mail: who wants no mail about it gets none.
       */
      topicId?: string;
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
        kind: 'stays' | 'next' | 'skips' | 'finishes' | 'resends';
        stepId: string | null;
        count: number;
        /** @description Of these, how many at the most come to their next step by the move itself, without a wait. */
        atOnce: number;
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
      /** Format: uuid */
      segmentId?: string;
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
      /** @description While it is paused: as if it were resumed now. */
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
      kind:
        | 'enrollList'
        | 'enrollSegment'
        | 'wakeSequence'
        | 'bulkControl'
        | 'backfillTrigger'
        | 'bulkSubscribers'
        | 'deleteField';
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
      /** @description Whether `POST /operations/{id}/undo` would take it back. */
      canUndo: boolean;
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
  'Workspace.publicLook': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Where to see how the public pages look. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PublicLook'];
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
        /** @description Words that the address or the name has, each from its beginning. */
        query?: string;
        /** @description Whoever is on this list now. */
        list?: string;
        tag?: string;
        /** @description Who is in the segment now. */
        segment?: string;
        /** @description Left out: whatever it is, but for `erased`, who are only found by it. */
        status?: 'unconfirmed' | 'active' | 'unsubscribed' | 'bounced' | 'complained' | 'erased';
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
  'Subscribers.count': {
    parameters: {
      query?: {
        /** @description Words that the address or the name has, each from its beginning. */
        query?: string;
        /** @description Whoever is on this list now. */
        list?: string;
        tag?: string;
        /** @description Who is in the segment now. */
        segment?: string;
        /** @description Left out: whatever it is, but for `erased`, who are only found by it. */
        status?: 'unconfirmed' | 'active' | 'unsubscribed' | 'bounced' | 'complained' | 'erased';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description How many subscribers match; more than 10,000 are estimated. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SubscriberCount'];
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
  'Subscribers.duplicates': {
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
      /** @description Profiles that may be one person. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DuplicatePage'];
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
  'Subscribers.bulk': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['BulkSubscribers'];
      };
    };
    responses: {
      /** @description Started as an operation over everybody who matches now. With `dryRun` nothing is started. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BulkSubscribersAnswer'];
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
  'Privacy.delete': {
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
      /** @description The same as `POST /subscribers/{id}/erase`. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EraseStarted'];
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
        /** @description Only what is about this. */
        kind?: 'mail' | 'activity' | 'sequences' | 'consent' | 'profile' | 'notes' | 'events';
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
  'Subscribers.addNote': {
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
        'application/json': components['schemas']['AddNote'];
      };
    };
    responses: {
      /** @description The note, as a line of the timeline. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TimelineEntry'];
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
  'Subscribers.deleteNote': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        noteId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Deleted. */
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
  'Subscribers.merge': {
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
        'application/json': components['schemas']['MergeSubscriber'];
      };
    };
    responses: {
      /** @description The subscriber with all that the other profile had; that one is gone. */
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
  'CustomFields.list': {
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
      /** @description Custom fields, newest first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CustomFieldPage'];
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
  'CustomFields.create': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateCustomField'];
      };
    };
    responses: {
      /** @description The new field. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CustomField'];
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
  'CustomFields.get': {
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
      /** @description The field. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CustomField'];
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
  'CustomFields.delete': {
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
      /** @description Deleted with its values; many values are removed by an operation. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CustomFieldDeleted'];
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
  'CustomFields.update': {
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
        'application/json': components['schemas']['UpdateCustomField'];
      };
    };
    responses: {
      /** @description The field as changed, and what became of the values. With `dryRun` nothing is changed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CustomFieldChange'];
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
  'CustomFields.use': {
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
      /** @description How many people have a value, and which sequences, segments and forms name the field. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CustomFieldUse'];
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
  'Consent.log': {
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
      /** @description What the person agreed to and took back, newest first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ConsentPage'];
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
  'Consent.preferences': {
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
      /** @description What the person wants to get. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Preferences'];
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
  'Consent.change': {
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
        'application/json': components['schemas']['ChangePreferences'];
      };
    };
    responses: {
      /** @description What the person wants to get, as changed. The status stays: that takes a confirmation. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Preferences'];
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
  'Suppressions.list': {
    parameters: {
      query?: {
        /** @description How many items at the most (1 to 200). */
        limit?: number;
        /** @description `nextCursor` of the page before. */
        cursor?: string;
        /** @description Part of the address or domain. */
        query?: string;
        kind?: 'address' | 'domain';
        reason?: 'hardBounce' | 'complaint' | 'manual' | 'imported' | 'unsubscribed' | 'erased';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What is never mailed, newest first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SuppressionPage'];
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
  'Suppressions.add': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AddSuppressions'];
      };
    };
    responses: {
      /** @description Suppressed; enrollments of whoever it hits ended. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SuppressionsAdded'];
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
  'Suppressions.import': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ImportSuppressions'];
      };
    };
    responses: {
      /** @description Suppressed; lines that are no address or domain are told. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SuppressionsAdded'];
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
  'Suppressions.check': {
    parameters: {
      query: {
        email: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Whether an address may be written to, as far as this list goes. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SuppressionCheck'];
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
  'Suppressions.remove': {
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
      /** @description Off the list. Complaints and erasures stay: 409. */
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
  'Topics.list': {
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
      /** @description Topics, newest first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TopicPage'];
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
  'Topics.create': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateTopic'];
      };
    };
    responses: {
      /** @description The new topic. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Topic'];
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
  'Topics.get': {
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
      /** @description The topic. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Topic'];
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
  'Topics.delete': {
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
      /** @description Deleted, with what people chose about it. While a sequence is about it: 409. */
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
  'Topics.update': {
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
        'application/json': components['schemas']['UpdateTopic'];
      };
    };
    responses: {
      /** @description The topic as changed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Topic'];
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
      /** @description Deleted; its people stay. Answers 409 with `list.in_use` while something names it. */
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
  'Lists.use': {
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
      /** @description What names the list: while something does, it cannot be deleted. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ListUse'];
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
      /** @description What came of it: nobody is put back on a list that they left, and a list with double opt-in asks first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ListMembership'];
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
  'OptIns.list': {
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
      /** @description What the person was asked to confirm, newest first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OptIns'];
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
  'OptIns.request': {
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
        'application/json': components['schemas']['RequestOptIn'];
      };
    };
    responses: {
      /** @description The request; its mail goes out now, unless one did a moment ago. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OptIn'];
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
  'Forms.list': {
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
      /** @description Forms, newest first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FormPage'];
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
  'Forms.create': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateForm'];
      };
    };
    responses: {
      /** @description The new form. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Form'];
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
  'Forms.preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateForm'];
      };
    };
    responses: {
      /** @description The hosted page as it would be; nothing is stored. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FormPreview'];
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
  'Forms.get': {
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
      /** @description The form. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Form'];
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
  'Forms.delete': {
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
      /** @description Deleted; who came by it stays. */
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
  'Forms.update': {
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
        'application/json': components['schemas']['UpdateForm'];
      };
    };
    responses: {
      /** @description The form as changed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Form'];
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
           * @description CSV with a header (commas, semicolons, tabs or bars; UTF-8, UTF-16 or an old encoding) or XLSX. Required unless `upload` is given.
           */
          file?: string;
          /**
           * Format: uuid
           * @description In place of the file: the `uploadId` of a preview, or the id of a dry run. Kept for a day.
           */
          upload?: string;
          /** @description With `upload`: the name under which the file is shown. */
          fileName?: string;
          /**
           * Format: uuid
           * @description Also put everybody on this list.
           */
          list?: string;
          /** @description Several lists: ids with commas between them, or a JSON array. */
          listIds?: string;
          /** @description Tags for everybody: with commas between them, or a JSON array. */
          tags?: string;
          /** @description JSON object from column to email, firstName, lastName, timeZone, locale, ignore or field:<name>; guessed where left out. */
          mapping?: string;
          /**
           * @description People who are here already: leave them entirely as they are, lists and tags too (skip); fill values that are empty (fillBlanks); or take the values of the file (overwrite, the default). Empty cells never change anything.
           * @enum {string}
           */
          conflict?: 'skip' | 'fillBlanks' | 'overwrite';
          /**
           * @description single: you have their consent, which is recorded with `consentText`; doubleOptIn: new people are asked to confirm before they get mail.
           * @enum {string}
           */
          consent?: 'single' | 'doubleOptIn';
          /** @description What they agreed to and where, for the consent log. */
          consentText?: string;
          /**
           * @description Count what would happen and change nothing.
           * @enum {string}
           */
          dryRun?: 'true' | 'false';
          /** @description Of an XLSX file: the sheet to read; the first where left out. */
          sheet?: string;
          /**
           * @description Of a text file: UTF-8, UTF-16LE, UTF-16BE, windows-1250, windows-1251, windows-1252, windows-1253, windows-1254, windows-1255, windows-1256, windows-1257, windows-1258, windows-874, ISO-8859-2, ISO-8859-3, ISO-8859-4, ISO-8859-5, ISO-8859-6, ISO-8859-7, ISO-8859-8, ISO-8859-10, ISO-8859-13, ISO-8859-14, ISO-8859-15, KOI8-R, KOI8-U, IBM866, cp850, cp852, macintosh, x-mac-cyrillic, Shift_JIS, EUC-JP, EUC-KR, GB18030, Big5, or another label that the WHATWG Encoding Standard has for one of these (latin1, cp1251, sjis). Detected where left out; what was chosen for an upload holds for it until another is.
           * @example windows-1250
           */
          encoding?: string;
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
  'Imports.preview': {
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
           * @description CSV with a header (commas, semicolons, tabs or bars; UTF-8, UTF-16 or an old encoding) or XLSX.
           */
          file?: string;
          /**
           * Format: uuid
           * @description In place of the file: the `uploadId` of a preview, or the id of a dry run. Kept for a day.
           */
          upload?: string;
          /** @description Of an XLSX file: the sheet to read; the first where left out. */
          sheet?: string;
          /**
           * @description Of a text file: UTF-8, UTF-16LE, UTF-16BE, windows-1250, windows-1251, windows-1252, windows-1253, windows-1254, windows-1255, windows-1256, windows-1257, windows-1258, windows-874, ISO-8859-2, ISO-8859-3, ISO-8859-4, ISO-8859-5, ISO-8859-6, ISO-8859-7, ISO-8859-8, ISO-8859-10, ISO-8859-13, ISO-8859-14, ISO-8859-15, KOI8-R, KOI8-U, IBM866, cp850, cp852, macintosh, x-mac-cyrillic, Shift_JIS, EUC-JP, EUC-KR, GB18030, Big5, or another label that the WHATWG Encoding Standard has for one of these (latin1, cp1251, sjis). Detected where left out; what was chosen for an upload holds for it until another is.
           * @example windows-1250
           */
          encoding?: string;
          fileName?: string;
        };
      };
    };
    responses: {
      /** @description How the file would be read; nothing is imported. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportPreview'];
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
  'Imports.pause': {
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
      /** @description The import rests after the batch at hand until it is resumed. */
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
  'Imports.resume': {
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
      /** @description The import goes on where it was paused. */
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
  'Imports.cancel': {
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
      /** @description The import is over; people who are in stay. */
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
  'Exports.list': {
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
      /** @description Exports, newest first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ExportPage'];
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
  'Exports.start': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['StartExport'];
      };
    };
    responses: {
      /** @description The export has begun; follow its progress by its id. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ExportStarted'];
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
  'Exports.get': {
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
      /** @description The export with its progress and, once completed, its link. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Export'];
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
  'Exports.cancel': {
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
      /** @description The export, cancelled unless it was over. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Export'];
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
  'Exports.file': {
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
      /** @description The file. 409 before it is completed, 410 once it has expired. */
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
  'Privacy.export': {
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
      /** @description Everything that is held on the person, as a file. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PersonExport'];
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
  'Privacy.erase': {
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
      /** @description The person gets no mail from now on; follow the removal by the request. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EraseStarted'];
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
  'Privacy.list': {
    parameters: {
      query?: {
        /** @description How many items at the most (1 to 200). */
        limit?: number;
        /** @description `nextCursor` of the page before. */
        cursor?: string;
        /** @description Such as `waiting`: what is to be answered. */
        status?: 'waiting' | 'queued' | 'running' | 'completed' | 'failed' | 'declined';
        kind?: 'export' | 'erase';
        /** @description Those about one person. */
        subscriberId?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Erasures and exports of persons, newest first; those that wait for an answer too. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PrivacyRequestPage'];
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
  'Privacy.get': {
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
      /** @description The request with its report. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PrivacyRequest'];
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
  'Privacy.fulfil': {
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
      /** @description Of an erasure: it has begun; follow it by the request. Of a copy: noted that the person was given it (`GET /subscribers/{id}/export`). */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PrivacyRequest'];
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
  'Privacy.decline': {
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
        'application/json': components['schemas']['DeclinePrivacyRequest'];
      };
    };
    responses: {
      /** @description The request; the person reads the reason on their preference page. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PrivacyRequest'];
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
  'Segments.list': {
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
      /** @description Segments, newest first, with their people as they were counted last. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SegmentPage'];
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
  'Segments.create': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateSegment'];
      };
    };
    responses: {
      /** @description The new segment. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Segment'];
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
  'Segments.preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PreviewSegment'];
      };
    };
    responses: {
      /** @description Who would be in a segment with this rule. Nothing is stored. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SegmentPreview'];
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
  'Segments.get': {
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
      /** @description The segment, its people counted now. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Segment'];
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
  'Segments.delete': {
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
      /** @description Deleted; its people stay. Refused with 409 while something uses it. */
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
  'Segments.update': {
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
        'application/json': components['schemas']['UpdateSegment'];
      };
    };
    responses: {
      /** @description The segment as changed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Segment'];
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
  'Segments.members': {
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
      /** @description Who is in it now, newest first. */
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
  'Segments.explain': {
    parameters: {
      query: {
        subscriberId: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Whether somebody is in it, and what was seen for each of its rules. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SegmentExplanation'];
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
      /** @description A list or a segment is being enrolled; follow the operation. */
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
  'Operations.undo': {
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
      /** @description Taking it back, as an operation: only what it changed, and only where nobody changed it since. */
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
