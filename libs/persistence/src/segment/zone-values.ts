import { isTimeZone } from '@dripemails/domain';
import type { SqlParams } from './sql-params.js';

/**
 * Values that depend on a person's time zone. They are computed here, by the calendar of the domain, for every zone that
 * people have; SQL only looks them up. So PostgreSQL's own tables of zones, which may be of another year, are not asked.
 */
export class ZoneValues {
  private readonly zones: readonly string[];

  constructor(
    private readonly params: SqlParams,
    /** The workspace's, for people who have none. */
    private readonly fallback: string,
    zones: readonly string[],
  ) {
    this.zones = zones.filter((zone) => zone !== fallback && isTimeZone(zone));
  }

  /** Every value that occurs, each once. */
  distinct(valueIn: (zone: string) => string): readonly string[] {
    return [...new Set([this.fallback, ...this.zones].map(valueIn))];
  }

  /**
   * The value in the zone of the person.
   * @param zoneSql SQL of the name of their zone, null for the workspace's
   */
  lookUp(valueIn: (zone: string) => string, type: 'text' | 'timestamp' | 'timestamptz', zoneSql: string): string {
    const fallback = this.params.add(valueIn(this.fallback), type);
    if (this.distinct(valueIn).length === 1) return fallback;
    const byZone = Object.fromEntries(this.zones.map((zone) => [zone, valueIn(zone)]));
    return `coalesce((${this.params.add(JSON.stringify(byZone), 'jsonb')} ->> ${zoneSql})::${type}, ${fallback})`;
  }
}
