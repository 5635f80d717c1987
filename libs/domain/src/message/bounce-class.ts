/**
 * What a bounce means for the address: `hard`, it will never take mail again; `soft`, not now or not this mail; `policy`,
 * they refuse us, the sender or what the mail says, and the address itself is good.
 */
export type BounceClass = 'hard' | 'soft' | 'policy';

/** Enhanced status codes that say what is wrong by themselves (RFC 3463, RFC 7504, RFC 7505, IANA registry). */
const BY_STATUS: Readonly<Record<string, BounceClass>> = {
  '5.1.1': 'hard', // bad mailbox
  '5.1.2': 'hard', // bad domain
  '5.1.3': 'hard', // bad syntax
  '5.1.6': 'hard', // moved, and left no address
  '5.1.10': 'hard', // the domain takes no mail (null MX)
  '5.2.1': 'hard', // mailbox disabled
  '5.1.7': 'policy', // our sender address
  '5.1.8': 'policy', // our sender's domain
  '5.2.2': 'soft', // mailbox full
  '5.2.3': 'soft', // the mail is too long for this mailbox
  '5.2.4': 'soft', // list expansion
};
/** Subjects of RFC 3463 3.x of which every detail means the same: security and policy, content. */
const BY_SUBJECT: Readonly<Record<string, BounceClass>> = { '5.6': 'policy', '5.7': 'policy' };
/** Details that say no more than "undefined": what they mean stands in the text. */
const IS_VAGUE = /^5\.(0\.0|1\.0|2\.0|3\.0|4\.0|5\.\d+|1\.5|1\.9)$/;

/** About us, our servers or what the mail says. */
const POLICY_WORDS =
  /\b(spam|junk mail|black ?list(ed|ing)?|block ?list(ed)?|blocked|dnsbl|rbl|spamhaus|spamcop|barracuda|reputation|dmarc|dkim|spf|policy|prohibited|relay(ing)?( access)? (denied|not permitted)|unsolicited|bulk mail|rate limit|too many (messages|connections|recipients)|(mail|messages) at a rate|reverse dns|ptr record|authentication (is )?required|virus|malware)\b/i;
/** A full mailbox, or a mail that is too big for it. */
const FULL_WORDS =
  /\b(over ?quota|quota (is )?exceeded|exceeded .{0,30}quota|out of (storage|space)|(mailbox|inbox|account|user|recipient)( \S+)? (is )?(over ?(its )?quota|full)|full mailbox|insufficient (disk|system) (space|storage)|not enough (disk|storage) space|storage allocation|message (size|too (big|large))|too large)\b/i;
/** The address or its domain is not there, or not any more. */
const UNKNOWN_WORDS = new RegExp(
  [
    String.raw`\b(no such|unknown|invalid|unrouteable|non-?existent|nonexistant|bad destination) (\S+ )?(user|mailbox|recipient|address|account|local part|person|e-?mail|domain)`,
    String.raw`(user|mailbox|recipient|address|account|alias|name|e-?mail|domain)\b.{0,80}\b(unknown|not found|not exist(ing)?|unavailable or not|isn't known|is not (a )?known|not recognized|invalid|disabled|inactive|suspended|deactivated|terminated|rejected: undeliverable)\b`,
    String.raw`(does ?n[o']t|does not|do not|did not) (exist|have (a|an|any) \S* ?(mailbox|account|user)|match|like recipient)`,
    String.raw`(user|account|mailbox)\b.{0,40}\b(doesn't have|no longer|not here|has (been )?(left|moved|disabled|suspended|closed|deleted)|closed)`,
    String.raw`(host|domain)( name)?( or domain name)? (not found|unknown|lookup failed)|name or service not known|unknown host|nxdomain|null mx|not our customer|no (mailbox|account|user|one) (here|by that|with that|found)|this account is not allowed|not a (valid|local) (mailbox|user|recipient)|unknown user|user unknown|address not found|no valid recipients`,
  ].join('|'),
  'i',
);

/** The first enhanced status code of a text, such as `5.1.1`. */
export function enhancedStatusIn(text: string): string | null {
  return /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.]*\d)/.exec(text)?.[0] ?? null;
}

/** The first reply code of a text that refuses, such as `550`. */
export function replyCodeIn(text: string): string | null {
  return /(?<![\d.])[45]\d\d(?=[\s#:-]|$)/.exec(text)?.[0] ?? null;
}

/**
 * Says what a bounce means. Only `hard` costs an address its mail, so a doubt is never hard: a text that speaks of spam,
 * of a full mailbox or of us outweighs a code that blames the address.
 * @param status enhanced status code of the report (RFC 3463), or null where there is none
 * @param diagnostic what the other side said, in its own words
 */
export function bounceClass(status: string | null, diagnostic: string): BounceClass {
  const effective = effectiveStatus(status, diagnostic);
  if (effective?.startsWith('4.') === true || effective?.startsWith('2.') === true) return 'soft';
  if (effective === null && /^4/.test(replyCodeIn(diagnostic) ?? '')) return 'soft';
  if (FULL_WORDS.test(diagnostic)) return 'soft';
  if (POLICY_WORDS.test(diagnostic) || /(?<![\d.])5\.7\.\d/.test(diagnostic)) return 'policy';
  if (effective !== null && !IS_VAGUE.test(effective)) {
    const known = BY_STATUS[effective] ?? BY_SUBJECT[effective.slice(0, 3)];
    if (known !== undefined) return known;
    // routing: hard only where the name does not exist at all, the rest passes
    if (!effective.startsWith('5.4.') && !effective.startsWith('5.1.')) return 'soft';
  }
  return UNKNOWN_WORDS.test(diagnostic) ? 'hard' : 'soft';
}

/** The status of the report, or the other side's own where the report's says nothing, as `5.0.0` does. */
function effectiveStatus(status: string | null, diagnostic: string): string | null {
  const told = enhancedStatusIn(diagnostic);
  if (status === null) return told;
  const isVague = IS_VAGUE.test(status) || status === '5.4.1';
  return isVague && told?.startsWith('5.') === true ? told : status;
}
