import { createHash } from 'node:crypto';
import { DEFAULT_BRANDING, isHexColor, type Branding } from '@dripemails/domain';
import type { FastifyReply } from 'fastify';
import { html, Html } from './html.js';
import { publicPageStyle, type PageShape } from './public-page-style.js';

export interface PublicPage {
  /** The heading, and the title in the tab. */
  readonly title: string;
  readonly body: Html;
  /** The look of the workspace; without it a neutral one, for pages that belong to nobody. */
  readonly branding?: PageBranding | undefined;
  /** 200 by default. */
  readonly status?: number | undefined;
}

/** The look of a workspace with its name filled in; `brandingOf` makes it. */
export type PageBranding = Branding & PageShape & { readonly name: string };

/** What a page may do beyond the usual; for forms that stand in other people's pages. */
export interface PublicPageRights {
  /** Whether other sites may show it in a frame. */
  readonly embeddable?: boolean;
  /** Origins to which the answer to a form may redirect, such as that of a thank-you page elsewhere. */
  readonly redirectsTo?: readonly string[];
}

/** The look of a workspace, safe to be written into a style sheet whatever the row holds. */
export function brandingOf(workspace: { name: string; branding?: Branding }): PageBranding {
  const { name, logoUrl, primaryColor, backgroundColor, textOnPrimary } = workspace.branding ?? DEFAULT_BRANDING;
  const color = (wished: string, fallback: string) => (isHexColor(wished) ? wished : fallback);
  return {
    name: name === null || name.trim() === '' ? workspace.name : name,
    logoUrl: logoUrl !== null && URL.canParse(logoUrl) && new URL(logoUrl).protocol === 'https:' ? logoUrl : null,
    primaryColor: color(primaryColor, DEFAULT_BRANDING.primaryColor),
    backgroundColor: color(backgroundColor, DEFAULT_BRANDING.backgroundColor),
    textOnPrimary: textOnPrimary !== null && isHexColor(textOnPrimary) ? textOnPrimary : null,
  };
}

/**
 * A whole HTML document in the look of a workspace: no script, one inline style sheet (whose hash `publicPageHeaders`
 * allows), light and dark, usable at 320 px, with landmarks and one heading.
 */
export function publicPage({ title, body, branding }: PublicPage): string {
  // the policy allows this style sheet by its hash, to the last space
  const style = Html.trusted(`<style>${publicPageStyle(branding ?? DEFAULT_BRANDING)}</style>`);
  const name = branding?.name ?? '';
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${name === '' ? title : `${title} · ${name}`}</title>
        ${style}
      </head>
      <body>
        <div class="page">
          ${name !== '' && html`<header class="brand">${branding?.logoUrl && html`<img src="${branding.logoUrl}" alt="" referrerpolicy="no-referrer" />`}<span>${name}</span></header>`}
          <main>
            <h1>${title}</h1>
            ${body}
          </main>
        </div>
      </body>
    </html> `.toString();
}

/** The header fields of a public page: nothing but its own style, its logo and forms to ourselves; never kept. */
export function publicPageHeaders(page: PublicPage, rights: PublicPageRights = {}): Record<string, string> {
  const style = publicPageStyle(page.branding ?? DEFAULT_BRANDING);
  const logo = page.branding?.logoUrl;
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    // the address of the page is a secret of its reader
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
    ...(rights.embeddable === true ? {} : { 'x-frame-options': 'DENY' }),
    'content-security-policy': [
      "default-src 'none'",
      `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
      `img-src ${logo ? new URL(logo).origin : "'none'"}`,
      ["form-action 'self'", ...(rights.redirectsTo ?? [])].join(' '),
      "base-uri 'none'",
      `frame-ancestors ${rights.embeddable === true ? '*' : "'none'"}`,
    ].join('; '),
  };
}

/** Answers with a public page. */
export function sendPublicPage(reply: FastifyReply, page: PublicPage, rights?: PublicPageRights): void {
  void reply
    .status(page.status ?? 200)
    .headers(publicPageHeaders(page, rights))
    .send(publicPage(page));
}
