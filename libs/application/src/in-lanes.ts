/**
 * Runs `work` over the items in order, at most so many at once.
 * @throws what a piece of work throws; pieces that have begun go on, the rest may or may not begin
 */
export async function inLanes<T>(items: readonly T[], lanes: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const lane = async () => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
}
