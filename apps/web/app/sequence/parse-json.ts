/** What a text holds as JSON; undefined when it is none, which no JSON gives. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The caller has better words than the parser.
    return undefined;
  }
}
