import { RateLimiterMemory } from 'rate-limiter-flexible';
import { html } from '../public-pages/html.js';
import type { PageBranding, PublicPage } from '../public-pages/public-page.js';

/**
 * How often one visitor may press a button of a public page. Each process counts for itself: it keeps floods from the
 * database, and nothing is lost when the count is. What must not happen twice is guarded in the database.
 */
export class PressLimit {
  private readonly limiter: RateLimiterMemory;

  /** @param points presses in any `seconds` */
  constructor(points: number, seconds: number) {
    this.limiter = new RateLimiterMemory({ points, duration: seconds });
  }

  /** Counts a press. @returns null, or the seconds until the next is taken */
  async refuse(key: string): Promise<number | null> {
    try {
      await this.limiter.consume(key);
      return null;
    } catch (reason) {
      // the library throws its state where the limit is reached, and errors otherwise
      if (reason instanceof Error) throw reason;
      return Math.max(1, Math.ceil((reason as { msBeforeNext: number }).msBeforeNext / 1000));
    }
  }
}

/** Says that it was too often. */
export function tooOftenPage(seconds: number, branding?: PageBranding): PublicPage {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  return {
    title: 'That was often',
    status: 429,
    body: html`<p>
      Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, then go back and try again. Nothing was changed.
    </p>`,
    branding,
  };
}
