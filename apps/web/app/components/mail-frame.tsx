/**
 * Shows the HTML of a mail in a frame that may do nothing: no scripts, no forms, no origin of its own, no way out.
 * The frame's own policy also keeps it from loading pictures unless `pictures` is set, because those tell a sender that the mail was read.
 * Mail is designed for white paper, so the frame stays light in a dark theme.
 */
export function MailFrame({
  html,
  title,
  pictures,
  className,
}: {
  html: string;
  title: string;
  pictures: boolean;
  className?: string;
}) {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src ${pictures ? 'https: http: data:' : 'data:'}`;
  const head = `<meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="color-scheme" content="light"><style>:root{color-scheme:light}body{margin:16px;background:#fff;color:#141821;font:15px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}img{max-width:100%;height:auto}</style>`;
  return (
    <iframe
      sandbox=""
      referrerPolicy="no-referrer"
      srcDoc={`<!doctype html><html><head>${head}</head><body>${html}</body></html>`}
      title={title}
      tabIndex={0}
      className={`block w-full rounded border border-line bg-paper ${className ?? 'h-[28rem]'}`}
    />
  );
}
