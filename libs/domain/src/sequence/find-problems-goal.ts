import type { Condition } from '../segment/condition.js';
import type { EmailStep } from './step.js';

/** Whether a condition holds only for who replied to a mail of this sequence. */
export function needsReply(condition: Condition): boolean {
  return needs(condition, (leaf) => 'replied' in leaf && leaf.replied.step !== undefined);
}

/**
 * The first mail without a link that somebody would have to click for the condition to hold; null when there is none. A
 * mail that is revised on the way may get links by that.
 */
export function linklessMail(
  condition: Condition,
  emails: ReadonlyMap<string, EmailStep>,
  revisedBy: ReadonlyMap<string, string>,
): EmailStep | null {
  let found: EmailStep | null = null;
  const isNeeded = needs(condition, (leaf) => {
    const id = 'clicked' in leaf ? leaf.clicked.step : undefined;
    const mail = id === undefined || revisedBy.has(id) ? undefined : emails.get(id);
    if (mail === undefined || /href/i.test(mail.html)) return false;
    found ??= mail;
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
