/** The name under which the subject is given to {@link asDocument}'s title; no template may use it. */
export const SUBJECT_VARIABLE = '__subject';

const IS_DOCUMENT = /<html[\s>]/i;

const HEAD = `<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{{ ${SUBJECT_VARIABLE} }}</title>
<style>
:root { color-scheme: light dark; }
body { margin: 0; padding: 0; background: #ffffff; color: #1a1a1a; }
.mail { max-width: 600px; margin: 0 auto; padding: 24px 16px; font: 16px/1.5 -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; }
.mail img { max-width: 100%; height: auto; }
@media (prefers-color-scheme: dark) {
  body { background: #16181d; color: #e8e8e8; }
  a { color: #8ab4f8; }
}
</style>
</head>`;

/**
 * A complete HTML document for a mail: what has an `html` element stays as it is, a fragment is put into a minimal one
 * that reads well on phones and in dark mode. Liquid in it stays Liquid; `SUBJECT_VARIABLE` becomes the title.
 */
export function asDocument(html: string): string {
  if (IS_DOCUMENT.test(html)) return html;
  return `<!doctype html>
<html lang="{{ subscriber.locale | default: "en" }}">
${HEAD}
<body>
<div class="mail">
${html}
</div>
</body>
</html>`;
}
