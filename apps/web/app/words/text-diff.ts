/** A stretch of text that both have, or that only one of them has. */
export interface DiffPart {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Beyond this many words on a side the table would grow too large; the middle is then told as one change. */
const mostWords = 1_500;

/**
 * What changed from one text to another, word by word (longest common subsequence). Joining all but the added parts
 * gives `before`, joining all but the removed ones gives `after`.
 */
export function textDiff(before: string, after: string): DiffPart[] {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const parts: DiffPart[] = [];
  push(parts, 'same', a.slice(0, start));
  for (const part of middleOf(a.slice(start, a.length - end), b.slice(start, b.length - end)))
    push(parts, part.kind, [part.text]);
  push(parts, 'same', a.slice(a.length - end));
  return parts;
}

const wordsOf = (text: string): string[] => text.match(/\s+|[\w'’-]+|[^\s\w]/gu) ?? [];

function push(parts: DiffPart[], kind: DiffPart['kind'], words: readonly string[]): void {
  const text = words.join('');
  if (text === '') return;
  const last = parts.at(-1);
  if (last?.kind === kind) last.text += text;
  else parts.push({ kind, text });
}

function middleOf(a: readonly string[], b: readonly string[]): DiffPart[] {
  if (a.length > mostWords || b.length > mostWords)
    return [
      { kind: 'removed', text: a.join('') },
      { kind: 'added', text: b.join('') },
    ];
  const width = b.length + 1;
  // How long the longest common run of a from i and b from j is, row by row.
  const longest = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const parts: DiffPart[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && left === right) {
      parts.push({ kind: 'same', text: left });
      i++;
      j++;
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      parts.push({ kind: 'removed', text: left });
      i++;
    } else {
      parts.push({ kind: 'added', text: right ?? '' });
      j++;
    }
  }
  return parts;
}
