import type { MessageRenderer, MessageTemplate, RenderData, RenderedContent, Tracking } from '@dripemails/application';
import { DomainError, type FieldProblem } from '@dripemails/domain';
import type { Liquid, Template } from 'liquidjs';
import { withHtmlFooter, withTextFooter } from './footer.js';
import { asDocument, SUBJECT_VARIABLE } from './html-document.js';
import { createHtmlEngine, createPlainEngine } from './liquid-engines.js';
import { LruCache } from './lru-cache.js';
import { findUnknownPlaceholders, placeholdersOf } from './placeholders.js';
import { SAMPLES } from './sample-data.js';
import { htmlTemplateOf, textOfHtml, textTemplateOf, tidyText } from './text-template.js';
import { withTracking } from './track-mail.js';

type PartName = 'subject' | 'html' | 'text';

/** A parsed part, with the names that strict rendering needs beforehand. */
interface Part {
  readonly name: PartName;
  readonly engine: Liquid;
  readonly parsed: Template[];
  readonly fields: readonly string[];
  readonly locals: readonly string[];
}

interface CompiledTemplate {
  readonly source: MessageTemplate;
  readonly subject: Part;
  readonly html: Part;
  /** Null where the text has to be made from each finished mail. */
  readonly text: Part | null;
}

/** About as many steps as are being sent at a time on a large installation; a parsed mail takes some 50 KB. */
const CACHED_TEMPLATES = 500;

const hasText = (template: MessageTemplate): template is MessageTemplate & { text: string } =>
  template.text !== undefined && template.text.trim() !== '';
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Renders mails with Liquid: HTML escaped, the rest not, nothing read from files. Strict: a placeholder that nothing
 * fills is an error and never an empty place in somebody's mail. Parsed templates are kept, so that one mail costs three
 * renders and no parsing.
 */
export class LiquidMessageRenderer implements MessageRenderer {
  private readonly htmlEngine = createHtmlEngine();
  private readonly plainEngine = createPlainEngine();
  private readonly cache: LruCache<CompiledTemplate>;

  /** @param cachedTemplates how many parsed templates are kept */
  constructor(cachedTemplates = CACHED_TEMPLATES) {
    this.cache = new LruCache(cachedTemplates);
  }

  /** @throws DomainError `template.invalid`, with the part as the path */
  async render(
    template: MessageTemplate,
    data: RenderData,
    cacheKey: string,
    tracking?: Tracking,
  ): Promise<RenderedContent> {
    const { subject, html, text } = this.compiled(template, cacheKey);
    const title = oneLine(renderPart(subject, data));
    const page = renderPart(html, data, title);
    const plain = text === null ? textOfHtml(page) : renderPart(text, data);
    const whole = withHtmlFooter(page, data);
    return {
      subject: title,
      html: tracking === undefined ? whole : withTracking(whole, tracking),
      text: withTextFooter(tidyText(plain), data),
    };
  }

  findProblems(template: MessageTemplate, fields?: ReadonlySet<string>): FieldProblem[] {
    return [
      ...this.problemsOf('subject', template.subject, fields),
      ...this.problemsOf('html', template.html, fields),
      ...(hasText(template) ? this.problemsOf('text', template.text, fields) : []),
    ];
  }

  private problemsOf(name: PartName, source: string, fields?: ReadonlySet<string>): FieldProblem[] {
    try {
      const part = this.parse(name, source);
      const unknown = findUnknownPlaceholders(part.engine, part.parsed, name, fields);
      // What analysis cannot see, such as a filter that fails on what it gets, shows in a trial.
      if (unknown.length === 0) for (const sample of SAMPLES) renderPart(part, sample);
      return unknown;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return [...error.errors];
    }
  }

  private compiled(template: MessageTemplate, cacheKey: string): CompiledTemplate {
    const known = this.cache.get(cacheKey);
    // Comparing is cheap, and a preview that reuses a key must not see the draft of before.
    if (known !== undefined && sameTemplate(known.source, template)) return known;
    const html = template.html.trim() === '' && hasText(template) ? htmlTemplateOf(template.text) : template.html;
    const compiled: CompiledTemplate = {
      source: template,
      subject: this.parse('subject', template.subject),
      html: this.parse('html', asDocument(html)),
      text: hasText(template) ? this.parse('text', template.text) : this.textPartOf(template.html),
    };
    this.cache.set(cacheKey, compiled);
    return compiled;
  }

  private textPartOf(html: string): Part | null {
    try {
      return this.parse('text', textTemplateOf(html));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      // The HTML parses, so only its tags do not nest without the elements around them: then the text is made from
      // each finished mail, which is slower and right.
      return null;
    }
  }

  private parse(name: PartName, source: string): Part {
    const engine = name === 'html' ? this.htmlEngine : this.plainEngine;
    try {
      const parsed = engine.parse(source);
      return { name, engine, parsed, ...placeholdersOf(engine, parsed) };
    } catch (error) {
      throw invalid(name, error);
    }
  }
}

function renderPart({ name, engine, parsed, fields, locals }: Part, data: RenderData, subject?: string): string {
  // Without a prototype, so that no template reaches one and a field may be called `constructor`.
  const customFields: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const field of fields) customFields[field] = null;
  Object.assign(customFields, data.subscriber.fields);
  const scope: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const local of locals) scope[local] = null;
  scope['subscriber'] = { ...data.subscriber, fields: customFields };
  scope['workspace'] = data.workspace;
  scope['unsubscribeUrl'] = data.unsubscribeUrl;
  scope['preferencesUrl'] = data.preferencesUrl;
  if (subject !== undefined) scope[SUBJECT_VARIABLE] = subject;
  try {
    return String(engine.renderSync(parsed, scope));
  } catch (error) {
    throw invalid(name, error);
  }
}

function sameTemplate(one: MessageTemplate, other: MessageTemplate): boolean {
  return one === other || (one.subject === other.subject && one.html === other.html && one.text === other.text);
}

/** A header field is one line: whatever could end it becomes a space. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function invalid(part: PartName, cause: unknown): DomainError {
  const message = `The ${part} is no valid Liquid template: ${reasonOf(cause)}`;
  return new DomainError('template.invalid', message, [{ path: part, message }]);
}
