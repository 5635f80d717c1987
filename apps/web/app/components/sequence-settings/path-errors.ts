/** What the API refused: where within a part of the settings, empty for the part itself, and what is said of it. */
export type PathErrors = readonly [path: string, messages: readonly string[]];

export function messagesOf(errors: readonly PathErrors[]): readonly string[] | undefined {
  return errors.length > 0 ? errors.flatMap(([, messages]) => messages) : undefined;
}
