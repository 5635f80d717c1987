/** A JSON schema, as far as bodies of the API need it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly const?: unknown;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

/** Where in a body: names of properties, and `[]` for the items of an array. */
export type Place = readonly string[];

/** Makes bodies that fit a schema of the document. */
export class BodySampler {
  /**
   * @param idFor the id to put at a place that wants one
   * @param textFor the text to put at a place that takes any; null for one that fits
   */
  constructor(
    private readonly components: Readonly<Record<string, Schema>>,
    private readonly idFor: (place: Place) => string,
    private readonly textFor: (place: Place) => string | null = () => null,
  ) {}

  /** The places of a schema that hold an id; a rule within a rule is the same rule. */
  idPlaces(schema: Schema): readonly Place[] {
    return this.places(schema, ({ format }) => format === 'uuid');
  }

  /** The places of a schema that take a text of the caller's own words. */
  textPlaces(schema: Schema): readonly Place[] {
    return this.places(schema, isText);
  }

  private places(schema: Schema, isOne: (schema: Schema) => boolean): readonly Place[] {
    const found: Place[] = [];
    this.walk(schema, [], [], (one, place) => isOne(one) && found.push(place));
    return [...new Map(found.map((place) => [place.join('.'), place])).values()];
  }

  /** What is required, and what leads to `target`. */
  body(schema: Schema, target: Place = [], at: Place = []): unknown {
    const one = this.resolve(schema);
    const parts = one.anyOf ?? one.oneOf;
    if (parts !== undefined) {
      const isWanted = (part: Schema) =>
        target.length > 0 ? this.leadsTo(part, target) : this.textFor(at) === null || isText(this.resolve(part));
      const fits = parts.find(isWanted);
      return this.body(fits ?? parts[0] ?? {}, target, at);
    }
    if (one.const !== undefined) return one.const;
    if (one.enum !== undefined) return one.enum[0];
    const type = typeof one.type === 'string' ? one.type : one.type?.[0];
    if (one.properties !== undefined || type === 'object') return this.object(one, target, at);
    if (type === 'array') {
      const count = Math.max(one.minItems ?? 0, target[0] === '[]' ? 1 : 0);
      return Array.from({ length: count }, () => this.body(one.items ?? {}, target.slice(1), [...at, '[]']));
    }
    if (type === 'integer' || type === 'number') return Math.max(one.minimum ?? 1, 1);
    if (type === 'boolean') return false;
    if (type === 'null') return null;
    return this.text(one, at);
  }

  private object(schema: Schema, target: Place, at: Place): unknown {
    const names = new Set([...(schema.required ?? []), ...target.slice(0, 1)]);
    const entries = [...names].flatMap((name) => {
      const property = schema.properties?.[name];
      if (property === undefined) return [];
      if (name !== target[0] && property.default !== undefined) return [[name, property.default]];
      return [[name, this.body(property, name === target[0] ? target.slice(1) : [], [...at, name])]];
    });
    return Object.fromEntries(entries) as unknown;
  }

  private text({ format, minLength = 0 }: Schema, at: Place): string {
    const own = this.textFor(at);
    if (own !== null) return own;
    if (format === 'uuid') return this.idFor(at);
    if (format === 'date-time') return '2026-11-26T10:00:00.000Z';
    if (format === 'email' || nameAt(at) === 'email') return 'sample@tenant.example';
    return 'sample'.padEnd(minLength, 'e');
  }

  private leadsTo(schema: Schema, target: Place): boolean {
    let leads = false;
    this.walk(schema, [], [], (_one, place) => (leads ||= place.join() === target.join()));
    return leads;
  }

  /** @param within the named schemas that it is in */
  private walk(
    schema: Schema,
    at: Place,
    within: readonly string[],
    visit: (schema: Schema, place: Place) => void,
  ): void {
    if (schema.$ref !== undefined && within.includes(schema.$ref)) return;
    const inside = schema.$ref === undefined ? within : [...within, schema.$ref];
    const one = this.resolve(schema);
    visit(one, at);
    for (const [name, property] of Object.entries(one.properties ?? {}))
      this.walk(property, [...at, name], inside, visit);
    if (one.items !== undefined) this.walk(one.items, [...at, '[]'], inside, visit);
    for (const part of [...(one.anyOf ?? []), ...(one.oneOf ?? []), ...(one.allOf ?? [])])
      this.walk(part, at, inside, visit);
  }

  private resolve(schema: Schema): Schema {
    // what has words or a default of its own beside a named schema
    const [only, ...more] = schema.allOf ?? [];
    if (only !== undefined && more.length === 0) return this.resolve(only);
    if (schema.$ref === undefined) return schema;
    return this.resolve(this.components[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  }
}

/** The name of the property at a place. */
export function nameAt(place: Place): string {
  return place.findLast((part) => part !== '[]') ?? '';
}

function isText({ type, format, enum: choices, const: constant }: Schema): boolean {
  return type === 'string' && format === undefined && choices === undefined && constant === undefined;
}
