import { storableText } from '@dripemails/domain';

/** Characters of one value that are read. */
const VALUE_LIMIT = 2000;
/** Values of one name that are read. */
const COUNT_LIMIT = 1000;

/** What a form was sent with, whatever was sent: every name has texts, and none where it was not there. */
export class FormValues {
  /** @param body as Fastify parsed it; only a form's is read, everything else is an empty form */
  constructor(private readonly body: unknown) {}

  /** All values of a name, such as those of ticked boxes. */
  all(name: string): readonly string[] {
    if (typeof this.body !== 'object' || this.body === null || !Object.hasOwn(this.body, name)) return [];
    const value: unknown = (this.body as Record<string, unknown>)[name];
    return [value]
      .flat()
      .filter((one) => typeof one === 'string')
      .slice(0, COUNT_LIMIT)
      .map((text) => storableText(text.slice(0, VALUE_LIMIT)));
  }

  /** The first value of a name, without white space around it; empty where there is none. */
  one(name: string): string {
    return this.all(name)[0]?.trim() ?? '';
  }
}
