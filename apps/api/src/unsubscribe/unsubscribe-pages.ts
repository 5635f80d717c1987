const page = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title>
<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem}button{font:inherit;padding:.6rem 1.2rem;border-radius:8px;border:1px solid currentColor;cursor:pointer}</style>
</head><body><main><h1>${title}</h1>${body}</main></body></html>`;

/** Asks before it unsubscribes. */
export const confirmPage = (): string =>
  page(
    'Unsubscribe?',
    '<p>You will get no more mails from this sender.</p><form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button type="submit">Unsubscribe</button></form>',
  );

export const donePage = (): string =>
  page('You are unsubscribed', '<p>You will get no more mails from this sender. You can close this page.</p>');
