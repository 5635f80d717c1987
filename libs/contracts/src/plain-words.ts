import { z } from 'zod';

const count = (value: number | bigint, one: string): string => `${value} ${one}${Number(value) === 1 ? '' : 's'}`;

/**
 * What is wrong with a value, in words that a form can show beside the field. A schema's own words come first; what is
 * told here by nobody keeps zod's.
 */
function plainWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'too_big':
      if (issue.origin === 'string') return `At most ${count(issue.maximum, 'character')}.`;
      if (issue.origin === 'array') return `At most ${issue.maximum}.`;
      return issue.origin === 'number' || issue.origin === 'int'
        ? `${issue.inclusive ? 'At most' : 'Less than'} ${issue.maximum}.`
        : undefined;
    case 'too_small':
      if (issue.origin === 'string')
        return Number(issue.minimum) <= 1 ? 'Fill this in.' : `At least ${count(issue.minimum, 'character')}.`;
      if (issue.origin === 'array') return `At least ${issue.minimum}.`;
      return issue.origin === 'number' || issue.origin === 'int'
        ? `${issue.inclusive ? 'At least' : 'More than'} ${issue.minimum}.`
        : undefined;
    case 'invalid_type':
      if (issue.input === undefined) return 'This is missing.';
      if (issue.expected === 'int') return 'Write a whole number.';
      return issue.expected === 'number' ? 'Write a number.' : undefined;
    default:
      return undefined;
  }
}

z.config({ customError: plainWords });
