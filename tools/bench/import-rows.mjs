// @ts-check

/** Columns of the bench's file: an address, a name, a time zone and six custom fields. */
export const HEADER = [
  ...['email', 'first_name', 'last_name', 'time_zone'],
  ...['plan', 'city', 'company', 'score', 'since', 'note'],
];

/**
 * A person of the file: in no order of the address, as files come, and with one cell that needs quotes.
 * @param {number} index
 * @returns {string[]} in the order of `HEADER`
 */
export function rowOf(index) {
  const mixed = Math.imul(index, 2_654_435_761) >>> 0;
  return [
    `user${mixed.toString(36)}.${index}@example${mixed % 97}.com`,
    `Ada${mixed % 1000}`,
    `Lovelace${mixed % 777}`,
    'Europe/Paris',
    `pro${mixed % 5}`,
    `City ${mixed % 3000}`,
    `Company ${mixed % 20_000} Ltd`,
    String(mixed % 100),
    `2024-0${1 + (mixed % 9)}-11`,
    `a note, number ${mixed % 10}`,
  ];
}

/**
 * @param {number} count
 * @returns {Generator<string>} the file, in pieces
 */
export function* csvPieces(count) {
  yield `${HEADER.join(',')}\n`;
  yield* joined(count, (cells) => `${cells.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(',')}\n`);
}

/**
 * The same people as COPY's text format takes them for a table like `subscriber`.
 * @param {number} count
 * @param {{ workspaceId: string, newId: () => string }} of
 */
export function* copyPieces(count, { workspaceId, newId }) {
  yield* joined(count, ([email, first, last, zone, ...own]) => {
    const fields = Object.fromEntries(own.map((value, at) => [HEADER[at + 4], value]));
    return `${newId()}\t${workspaceId}\t${email}\t${first}\t${last}\t${zone}\t${JSON.stringify(fields)}\n`;
  });
}

/**
 * @param {number} count
 * @param {(cells: string[]) => string} line
 */
function* joined(count, line) {
  let text = '';
  for (let index = 0; index < count; index++) {
    text += line(rowOf(index));
    if (text.length < 65_536) continue;
    yield text;
    text = '';
  }
  yield text;
}
