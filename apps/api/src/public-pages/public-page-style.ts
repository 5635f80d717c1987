import { readableOn, type Branding } from '@dripemails/domain';

/** What text stands on, in light and in dark; brand colours that cannot be read on it give way. */
const CARD = { light: '#ffffff', dark: '#1b2029' } as const;
const DARK_BACKGROUND = '#0e1117';

/** What a page may have otherwise than the brand says, such as a form in somebody else's page. */
export interface PageShape {
  /** Widest, in CSS pixels. */
  readonly width?: number;
  /** Instead of what the reader's system is set to. */
  readonly scheme?: 'light' | 'dark';
}

const shapeOf = ({ width, scheme }: PageShape): string =>
  `${width === undefined ? '' : `\n.page{max-width:${width}px}`}${scheme === undefined ? '' : `\n:root{color-scheme:${scheme}}`}`;

/** The style sheet of the public pages in the colours of a brand: light and dark, from 320 px up. */
export function publicPageStyle(brand: Branding & PageShape): string {
  const { primaryColor: primary, backgroundColor, textOnPrimary } = brand;
  return `:root{color-scheme:light dark;--back:light-dark(${backgroundColor},${DARK_BACKGROUND});--card:light-dark(${CARD.light},${CARD.dark});--text:light-dark(#141821,#e7eaf0);--quiet:light-dark(#565f6e,#a9b3c2);--line:light-dark(#868f9e,#7d8799);--bad:light-dark(#b4231a,#ff8f85);--good:light-dark(#12703c,#5fd092);--primary:${primary};--on-primary:${readableOn(primary, textOnPrimary)};--link:light-dark(${readableOn(CARD.light, primary)},${readableOn(CARD.dark, primary)})}
*{box-sizing:border-box}
body{margin:0;padding:clamp(0rem,4vw,3rem) clamp(0rem,4vw,1rem);background:var(--back);color:var(--text);font:1rem/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue','Noto Sans','Liberation Sans',Arial,sans-serif;overflow-wrap:break-word}
.page{max-width:36rem;margin:0 auto;padding:1.5rem;background:var(--card);border-radius:8px}
.brand{display:flex;align-items:center;gap:.75rem;margin-bottom:1.5rem;font-weight:600}
.brand img{display:block;max-width:12rem;max-height:3rem}
h1{font-size:1.5rem;line-height:1.3;margin:0 0 1rem}
h2{font-size:1.125rem;line-height:1.4;margin:2rem 0 .5rem}
p{margin:0 0 1rem}
form+p{margin-top:1rem}
a{color:var(--link)}
details{margin:1rem 0}
summary{padding:.5rem 0;margin-bottom:.25rem;cursor:pointer}
fieldset{border:0;margin:0 0 1.25rem;padding:0;min-width:0}
legend{font-weight:600;padding:0;margin-bottom:.25rem}
.field{margin:0 0 1.25rem}
.field>label{display:block;font-weight:600;margin-bottom:.25rem}
.hint{color:var(--quiet);margin:0 0 .25rem;font-size:.875rem}
.problem{color:var(--bad);margin:.25rem 0 0}
input[type=text],input[type=email],input[type=number],input[type=date],select,textarea{width:100%;min-height:2.75rem;padding:.5rem .75rem;font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:8px}
textarea{min-height:6rem}
[aria-invalid=true]{border-color:var(--bad)}
.choice{display:flex;gap:.75rem;padding:.5rem 0;align-items:flex-start;cursor:pointer}
.choice input{flex:none;width:1.25rem;height:1.25rem;margin:.125rem 0 0;accent-color:var(--link)}
.choice small{display:block;color:var(--quiet);font-size:.875rem}
button{min-height:2.75rem;padding:.625rem 1.25rem;font:inherit;font-weight:600;color:var(--on-primary);background:var(--primary);border:1px solid var(--line);border-radius:8px;cursor:pointer}
button.quiet{color:var(--text);background:var(--card)}
.actions{display:flex;flex-wrap:wrap;gap:.75rem;margin:1.5rem 0 1rem}
.note{padding:.75rem 1rem;margin:0 0 1.5rem;border:1px solid var(--line);border-left:4px solid var(--good);border-radius:8px}
.note.bad{border-left-color:var(--bad)}
.note p:last-child{margin:0}
footer{max-width:36rem;margin:0 auto;padding:1rem 1.5rem}
footer p{display:inline-block;margin:0;padding:.25rem .5rem;border-radius:8px;background:var(--card);color:var(--quiet);font-size:.875rem}
.trap{position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden}
:focus-visible{outline:3px solid var(--text);outline-offset:2px}
@media (forced-colors:active){button{border:2px solid ButtonText}}${shapeOf(brand)}`;
}
