import { canHaveLink } from '../message/html-links.js';
import type { Condition } from '../segment/condition.js';
import type { EmailStep } from './step.js';

/** Whether a condition holds only for who replied to a mail of this sequence. */
export function needsReply(condition: Condition): boolean {
  return needs(condition, (leaf) => 'replied' in leaf && leaf.replied.step !== undefined);
}

/** A mail in which there is no link of which a click is asked for; `link` as it is asked for, null for any. */
export interface MissingLink {
  readonly mail: EmailStep;
  readonly link: string | null;
}

/**
 * The first link that somebody would have to click for the condition to hold, in a mail that has none such; null when
 * there is none. A mail that is revised on the way may get links by that.
 */
export function missingLink(
  condition: Condition,
  emails: ReadonlyMap<string, EmailStep>,
  revisedBy: ReadonlyMap<string, string>,
): MissingLink | null {
  let found: MissingLink | null = null;
  const isNeeded = needs(condition, (leaf) => {
    if (!('clicked' in leaf)) return false;
    const { step: id, link } = leaf.clicked;
    const mail = id === undefined || revisedBy.has(id) ? undefined : emails.get(id);
    if (mail === undefined || canHaveLink(mail.html, link)) return false;
    found ??= { mail, link: link !== undefined && canHaveLink(mail.html) ? link : null };
    return true;
  });
  return isNeeded ? found : null;
}

/** Whether a condition cannot hold without a rule that `isMeant`. */
function needs(condition: Condition, isMeant: (leaf: Condition) => boolean): boolean {
  if ('all' in condition) return condition.all.some((part) => needs(part, isMeant));
  if ('any' in condition) return condition.any.length > 0 && condition.any.every((part) => needs(part, isMeant));
  return !('not' in condition) && isMeant(condition);
}
