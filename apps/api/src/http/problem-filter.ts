import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { Problem } from '@dripemails/contracts';
import { DomainError, type ErrorCode } from '@dripemails/domain';
import type { Logger } from '@dripemails/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isPublicPage, PublicPageFilter } from '../public-pages/public-page-filter.js';
import { LOGGER } from '../tokens.js';
import { InvalidRequest } from './invalid-request.js';

/** What each no of the domain is in HTTP. */
const HTTP: Record<ErrorCode, { status: number; title: string }> = {
  'api_key.not_found': { status: 404, title: 'API key not found' },
  'auth.required': { status: 401, title: 'Sign-in required' },
  'cursor.invalid': { status: 422, title: 'Invalid cursor' },
  'domain.name_taken': { status: 409, title: 'Domain exists already' },
  'domain.not_found': { status: 404, title: 'Domain not found' },
  'enrollment.already_live': { status: 409, title: 'Already enrolled' },
  'enrollment.no_reentry': { status: 409, title: 'May not enter again' },
  'enrollment.not_found': { status: 404, title: 'Enrollment not found' },
  'enrollment.wrong_state': { status: 409, title: 'Enrollment has another state' },
  'export.expired': { status: 410, title: 'Export expired' },
  'export.not_found': { status: 404, title: 'Export not found' },
  'export.not_ready': { status: 409, title: 'Export not ready' },
  'field.in_use': { status: 409, title: 'Field in use' },
  'field.name_taken': { status: 409, title: 'Name taken' },
  'field.not_convertible': { status: 409, title: 'Values do not fit' },
  'field.not_found': { status: 404, title: 'Field not found' },
  'form.name_taken': { status: 409, title: 'Name taken' },
  'form.not_found': { status: 404, title: 'Form not found' },
  'idempotency.in_progress': { status: 409, title: 'Request in progress' },
  'idempotency.mismatch': { status: 422, title: 'Idempotency key used before' },
  'import.not_found': { status: 404, title: 'Import not found' },
  'import.too_large': { status: 413, title: 'File too large' },
  'import.unreadable': { status: 422, title: 'Unreadable file' },
  'inbound.no_workspace': { status: 503, title: 'No workspace' },
  'inbound.not_found': { status: 404, title: 'Mail not found' },
  'input.invalid': { status: 422, title: 'Invalid input' },
  'list.in_use': { status: 409, title: 'List in use' },
  'list.name_taken': { status: 409, title: 'Name taken' },
  'list.not_found': { status: 404, title: 'List not found' },
  'message.not_found': { status: 404, title: 'Message not found' },
  'note.not_found': { status: 404, title: 'Note not found' },
  'operation.not_undoable': { status: 409, title: 'Cannot be undone' },
  'operation.not_found': { status: 404, title: 'Operation not found' },
  'opt_in.not_found': { status: 404, title: 'Confirmation request not found' },
  'opt_in.not_needed': { status: 409, title: 'Nothing to confirm' },
  'privacy_request.answered': { status: 409, title: 'Request answered before' },
  'privacy_request.not_found': { status: 404, title: 'Privacy request not found' },
  'revision.already_answered': { status: 409, title: 'Revision answered before' },
  'revision.not_found': { status: 404, title: 'Revision not found' },
  'segment.in_use': { status: 409, title: 'Segment in use' },
  'segment.name_taken': { status: 409, title: 'Name taken' },
  'segment.not_found': { status: 404, title: 'Segment not found' },
  'segment.too_slow': { status: 422, title: 'Rule too slow' },
  'sequence.not_found': { status: 404, title: 'Sequence not found' },
  'sequence.not_publishable': { status: 422, title: 'Sequence has problems' },
  'sequence.not_published': { status: 409, title: 'Sequence not published' },
  'sequence.version_not_found': { status: 404, title: 'Version not found' },
  'sequence.wrong_state': { status: 409, title: 'Sequence has another state' },
  'subscriber.email_taken': { status: 409, title: 'Email address taken' },
  'subscriber.erased': { status: 409, title: 'Person erased' },
  'subscriber.not_found': { status: 404, title: 'Subscriber not found' },
  'subscriber.not_mergeable': { status: 409, title: 'Profiles cannot be merged' },
  'subscriber.not_mailable': { status: 409, title: 'Subscriber cannot be mailed' },
  'suppression.not_found': { status: 404, title: 'Suppression not found' },
  'suppression.permanent': { status: 409, title: 'Suppression cannot be removed' },
  'topic.in_use': { status: 409, title: 'Topic in use' },
  'topic.name_taken': { status: 409, title: 'Name taken' },
  'topic.not_found': { status: 404, title: 'Topic not found' },
  'template.invalid': { status: 422, title: 'Template has problems' },
  'workspace.not_demo': { status: 409, title: 'Not a demo workspace' },
  'workspace.not_found': { status: 404, title: 'Workspace not found' },
};

type Answer = Pick<Problem, 'status' | 'title' | 'detail' | 'code' | 'errors'>;

/** Turns every error into a problem document (RFC 9457); what we did not foresee says nothing of our insides. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    // what is wrong with a body is found before the controller that has a filter of its own
    if (isPublicPage(request)) {
      new PublicPageFilter(this.log).catch(error, host);
      return;
    }
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const answer = answerOf(error);
    if (answer.status >= 500)
      this.log.error(
        { requestId: request.id, method: request.method, route: request.routeOptions.url, err: error },
        'a request failed',
      );
    const body: Problem = {
      type: `/problems/${answer.code.replaceAll(/[._]/g, '-')}`,
      ...answer,
      instance: request.url.split('?')[0] ?? request.url,
      requestId: request.id,
    };
    if (answer.status === 401) void reply.header('www-authenticate', 'Bearer');
    void reply
      .status(answer.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(body));
  }
}

function answerOf(error: unknown): Answer {
  if (error instanceof DomainError)
    return {
      ...HTTP[error.code],
      detail: error.message,
      code: error.code,
      errors: error.errors.map(({ path, message }) => ({ path, message })),
    };
  if (error instanceof InvalidRequest)
    return {
      status: 422,
      title: 'Invalid request',
      detail: error.message,
      code: 'request.invalid',
      errors: [...error.errors],
    };
  if (error instanceof HttpException)
    return {
      status: error.getStatus(),
      title: titleOf(error.getStatus()),
      detail: error.message,
      code: codeOf(error.getStatus()),
      errors: [],
    };
  const status = statusOf(error);
  if (status !== null && status < 500)
    return { status, title: titleOf(status), detail: (error as Error).message, code: codeOf(status), errors: [] };
  return {
    status: 500,
    title: 'Internal error',
    detail: 'Something went wrong on our side. Try again; if it stays so, give the requestId to your operator.',
    code: 'internal',
    errors: [],
  };
}

/** Fastify's own refusals, such as malformed JSON or a body that is too large, carry a status code. */
function statusOf(error: unknown): number | null {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : null;
}

const TITLES: Record<number, [title: string, code: string]> = {
  400: ['Malformed request', 'request.malformed'],
  401: ['Sign-in required', 'auth.required'],
  404: ['Not found', 'route.not_found'],
  405: ['Method not allowed', 'route.method_not_allowed'],
  406: ['Not a multipart upload', 'request.not_multipart'],
  413: ['Too large', 'request.too_large'],
  415: ['Unsupported media type', 'request.unsupported_media_type'],
  429: ['Too many requests', 'request.too_many'],
};
const titleOf = (status: number): string => TITLES[status]?.[0] ?? 'Request refused';
const codeOf = (status: number): string => TITLES[status]?.[1] ?? 'request.refused';
