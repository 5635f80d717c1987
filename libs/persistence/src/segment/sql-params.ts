/** PostgreSQL types that values are passed as. */
type SqlType = 'text' | 'uuid' | 'float8' | 'bigint' | 'timestamp' | 'timestamptz' | 'jsonb';

/** The parameters of a query as it is written: whatever comes from outside goes in here and never into the text. */
export class SqlParams {
  private readonly places = new Map<string, string>();
  private readonly values: unknown[] = [];

  /** The place of a value in the text, `$3::text`; equal values share one. */
  add(value: string | number, type: SqlType): string {
    const key = `${type} ${JSON.stringify(value)}`;
    const known = this.places.get(key);
    if (known !== undefined) return known;
    this.values.push(value);
    const place = `$${this.values.length}::${type}`;
    this.places.set(key, place);
    return place;
  }

  /**
   * The finished text with the values that it uses: PostgreSQL refuses those that it does not.
   * @param first number of the first parameter, behind those that the rest of the query has
   */
  finish(sql: string, first: number): { sql: string; params: readonly unknown[] } {
    const used: number[] = [];
    const numbered = sql.replaceAll(/\$(\d+)(?=::)/g, (_, digits: string) => {
      const at = Number(digits) - 1;
      if (!used.includes(at)) used.push(at);
      return `$${first + used.indexOf(at)}`;
    });
    return { sql: numbered, params: used.map((at) => this.values[at]) };
  }
}
