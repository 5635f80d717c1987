/** A transparent GIF of one pixel, the smallest that every program shows: 43 bytes. */
export const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64');

/** Says that a link is none of ours; it does not repeat where the link wanted to lead. */
export const NO_SUCH_LINK = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>This link is not valid</title>
<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem}</style>
</head><body><main><h1>This link is not valid</h1><p>It was changed or cut on its way to you. Use the link of the mail that you received.</p></main></body></html>`;
