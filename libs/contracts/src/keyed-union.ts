import { z } from 'zod';

const KeyedUnion: z.core.$constructor<z.ZodUnion> = z.core.$constructor('KeyedUnion', (inst, def) => {
  z.ZodUnion.init(inst, def);
  const anyOf = inst._zod.parse;
  const byKey = new Map(
    inst.options.flatMap((option) => {
      const [key] = option instanceof z.ZodObject ? Object.keys(option.shape) : [];
      return key === undefined ? [] : [[key, option] as const];
    }),
  );
  inst._zod.parse = (payload, context) => {
    const { value } = payload;
    const key =
      typeof value === 'object' && value !== null
        ? [...byKey.keys()].find((one) => Object.hasOwn(value, one))
        : undefined;
    const option = key === undefined ? undefined : byKey.get(key);
    return option === undefined ? anyOf(payload, context) : option._zod.run(payload, context);
  };
});

/**
 * A union of objects that are told apart by the first key of each, whatever its value. Unlike in a plain union, a value
 * that has the key is refused with what is wrong with that option, at its path; only one that has none of the keys is
 * refused as a whole. In JSON Schema it is a union like any other.
 * @param error what to say to a value that has none of the keys
 */
export function keyedUnion<const T extends readonly z.ZodObject[]>(options: T, error: string): z.ZodUnion<T> {
  return new KeyedUnion({ type: 'union', options, error: () => error }) as unknown as z.ZodUnion<T>;
}
