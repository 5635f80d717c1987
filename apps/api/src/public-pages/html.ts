import { escapeHtml } from '@dripemails/domain';

/** HTML that is safe to show: what came into it as text is escaped. Only `html` makes it. */
export class Html {
  private constructor(private readonly source: string) {}

  /** For what is known to be HTML already, and never for anything that a person wrote. */
  static trusted(source: string): Html {
    return new Html(source);
  }

  toString(): string {
    return this.source;
  }
}

type Part = Html | string | number | false | null | undefined | readonly Part[];

function shown(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.toString();
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
  return part.map(shown).join('');
}

/**
 * Writes HTML in which every value is escaped, in content and inside quoted attributes alike; other `html` stays as it
 * is, lists are joined, and null, undefined and false are nothing.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return Html.trusted(strings.reduce((text, string, index) => text + shown(parts[index - 1]) + string));
}
