/**
 * Bytes of mails that are being received or stored, together. Five hundred clients with ten megabytes each would be
 * five gigabytes; those that do not fit are asked to come back.
 */
export class IntakeMemory {
  private held = 0;

  /** @param limit bytes */
  constructor(private readonly limit: number) {}

  /** @returns whether there was room; if so, `release` has to give it back */
  reserve(bytes: number): boolean {
    if (this.held + bytes > this.limit) return false;
    this.held += bytes;
    return true;
  }

  release(bytes: number): void {
    this.held -= bytes;
  }
}
