import { ReviseError } from '@dripemails/application';
import {
  InferenceClientHubApiError,
  InferenceClientInputError,
  InferenceClientProviderApiError,
  InferenceClientProviderOutputError,
  InferenceClientRoutingError,
} from '@huggingface/inference';

/** What the client's errors do not carry, noted while its request went through `fetch`. */
export interface SeenAnswer {
  status: number | null;
  retryAfterMs: number | null;
}

/** Longest pause that a server may ask for, in ms. */
const LONGEST_MS = 60 * 60 * 1000;
const RETRYABLE = new Set([408, 409, 423, 425, 429]);

/** Turns whatever the client of Hugging Face threw into one of the three ways in which a revision can fail. */
export function failureOf(error: unknown, seen: SeenAnswer): ReviseError {
  if (error instanceof ReviseError) return error;
  const { status } = seen;
  const retryAfterMs = seen.retryAfterMs ?? estimatedMs(error);
  if (status !== null && (status >= 500 || RETRYABLE.has(status))) {
    return new ReviseError('unavailable', `The model's server answered ${status}${reasonOf(error)}`, retryAfterMs);
  }
  if (status !== null && status >= 300) {
    return new ReviseError('refused', `The model's server answered ${status}${reasonOf(error)}`);
  }
  if (error instanceof InferenceClientInputError || error instanceof InferenceClientRoutingError) {
    return new ReviseError('refused', error.message.slice(0, 300));
  }
  if (error instanceof InferenceClientProviderOutputError || isNamed(error, 'SyntaxError')) {
    return new ReviseError('unusable', "The model's server answered with something that is no chat completion");
  }
  if (isNamed(error, 'TimeoutError')) return new ReviseError('unavailable', 'The model did not answer in time');
  // what `fetch` throws when there is no connection or it breaks
  if (isNamed(error, 'TypeError')) return new ReviseError('unavailable', "The model's server cannot be reached");
  throw error;
}

/** `Retry-After` in ms from now: seconds or a date (RFC 9110 §10.2.3); null where there is none. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.min(LONGEST_MS, Math.max(1000, ms)) : null;
}

/** A model that is still loading says for how long it will: `{ "error": "…", "estimated_time": 20 }`, in seconds. */
function estimatedMs(error: unknown): number | null {
  const body = bodyOf(error);
  if (typeof body !== 'object' || body === null || !('estimated_time' in body)) return null;
  const seconds = body.estimated_time;
  return typeof seconds === 'number' && seconds > 0 ? Math.min(LONGEST_MS, seconds * 1000) : null;
}

/** The server's own reason. Its other fields may repeat the request, which holds a person's data. */
function reasonOf(error: unknown): string {
  const body = bodyOf(error);
  if (typeof body !== 'object' || body === null || !('error' in body)) return '';
  const told = body.error;
  const text =
    typeof told === 'object' && told !== null && 'message' in told
      ? told.message
      : typeof told === 'string'
        ? told
        : '';
  return typeof text === 'string' && text !== '' ? `: ${text.slice(0, 200)}` : '';
}

function bodyOf(error: unknown): unknown {
  const isHttp = error instanceof InferenceClientProviderApiError || error instanceof InferenceClientHubApiError;
  return isHttp ? error.httpResponse.body : null;
}

function isNamed(error: unknown, name: string): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === name;
}
