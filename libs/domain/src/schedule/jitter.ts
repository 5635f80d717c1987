/**
 * A number in [0, 1) that the parts alone determine, on every machine and in every release: splits and jitter rest on it,
 * so the function may never change. 32-bit FNV-1a over the UTF-16 code units, low byte first, each part
 * preceded by its length so that `ab`,`c` differs from `a`,`bc`; then the finalizer of MurmurHash3 (fmix32), because
 * FNV alone leaves the high bits of short, similar texts alike.
 */
export function hashFraction(...parts: readonly string[]): number {
  let hash = 0x811c9dc5;
  const eat = (unit: number) => {
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ ((unit >>> 8) & 0xff), 0x01000193);
  };
  for (const part of parts) {
    eat(part.length);
    for (let i = 0; i < part.length; i += 1) eat(part.charCodeAt(i));
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  hash ^= hash >>> 16;
  return (hash >>> 0) / 2 ** 32;
}

/** A delay in whole ms, at least 0 and less than `minutes`, that the parts determine (see `hashFraction`). */
export function jitterMs(minutes: number, ...parts: readonly string[]): number {
  return Math.floor(hashFraction(...parts) * minutes * 60_000);
}
