import type { Revision } from '@dripemails/contracts';
import { firstWords } from '../sequence/first-words';
import { textDiff, type DiffPart } from '../words/text-diff';
import { MailFrame } from './mail-frame';
import { Notice } from './notice';

/** A mail and what AI made of it, side by side: words that went are struck out on the left, new ones marked on the right. */
export function RevisionCompare({
  revision: { original, revised, instructions, model, error },
}: {
  revision: Revision;
}) {
  if (!revised) {
    return (
      <Notice tone="bad">There is no revised mail{error ? `: ${error}` : '.'} Only the original can be sent.</Notice>
    );
  }
  const words = (html: string) => firstWords(html.replace(/<(br|\/p|\/li|\/h\d|\/div)\b[^>]*>/gi, ' $&'), 100_000);
  const subject = textDiff(original.subject, revised.subject);
  const body = textDiff(words(original.html), words(revised.html));
  return (
    <div className="space-y-3">
      <p className="text-text-quiet">
        Asked for: “{instructions}”{model ? `, answered by ${model}` : ''}
      </p>
      <div className="grid gap-4 md:grid-cols-2">
        <Side title="Original" hidden="added" subject={subject} body={body} html={original.html} />
        <Side title="Revised" hidden="removed" subject={subject} body={body} html={revised.html} />
      </div>
    </div>
  );
}

interface SideProps {
  title: string;
  /** The parts that this side does not have. */
  hidden: 'added' | 'removed';
  subject: readonly DiffPart[];
  body: readonly DiffPart[];
  html: string;
}

function Side({ title, hidden, subject, body, html }: SideProps) {
  return (
    <section aria-label={title} className="min-w-0 rounded border border-line p-3">
      <h3 className="text-xs font-medium text-text-quiet">{title}</h3>
      <p className="mt-1 font-medium">
        <Marked parts={subject} hidden={hidden} />
      </p>
      <p className="mt-2">
        <Marked parts={body} hidden={hidden} />
      </p>
      <details className="mt-3">
        <summary className="link inline-block rounded">As it looks</summary>
        <MailFrame title={`${title} as it looks`} html={html} pictures className="mt-2 h-72" />
      </details>
    </section>
  );
}

function Marked({ parts, hidden }: { parts: readonly DiffPart[]; hidden: 'added' | 'removed' }) {
  return (
    <>
      {parts
        .filter(({ kind }) => kind !== hidden)
        .map(({ kind, text }, index) =>
          kind === 'same' ? (
            <span key={index}>{text}</span>
          ) : kind === 'removed' ? (
            <del key={index} className="rounded bg-bad-soft text-text">
              {text}
            </del>
          ) : (
            <ins key={index} className="rounded bg-good-soft text-text">
              {text}
            </ins>
          ),
        )}
    </>
  );
}
