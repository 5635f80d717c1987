/** Counts connections by address, so that one host cannot take all of them. */
export class ConnectionLimit {
  private readonly sessions = new Map<string, Set<string>>();

  /** @param perAddress how many connections an address may have at a time */
  constructor(private readonly perAddress: number) {}

  /** @returns whether the address may have one more; if so, it is counted until `close` */
  open(address: string, session: string): boolean {
    const open = this.sessions.get(address) ?? new Set();
    if (open.size >= this.perAddress) return false;
    this.sessions.set(address, open.add(session));
    return true;
  }

  /** Sessions that were never opened are no matter. */
  close(address: string, session: string): void {
    const open = this.sessions.get(address);
    open?.delete(session);
    if (open?.size === 0) this.sessions.delete(address);
  }
}
