// @ts-check

/**
 * The same numbers for the same seed on every machine (mulberry32: 32 bits of state are plenty for some thousand draws).
 * @param {number} seed
 * @returns {() => number} from 0 up to 1
 */
export function seededRandom(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
