// @ts-check

/** Where a connection to the relay is cut, in the order of a mail's way. */
export const CUTS = /** @type {const} */ (['cut-before-mail', 'cut-after-rcpt', 'cut-in-data', 'cut-after-dot']);
/** @typedef {(typeof CUTS)[number]} Cut */

/** From here on no more mails are expected to be cut: who is cut last must still have something to lose. */
const TO = 0.85;

/** Decides which mails are cut where: each kind as often as planned, at random mails, before the run is over. */
export class CutPlan {
  /** @type {Record<Cut, number>} done so far */
  done = { 'cut-before-mail': 0, 'cut-after-rcpt': 0, 'cut-in-data': 0, 'cut-after-dot': 0 };
  /** @type {Cut[]} */
  #kinds;
  #times;
  #left;
  #random;
  /** Nothing is cut before. */
  isOpen = false;

  /** @param {{ kinds: Cut[], times: number, mails: number, random: () => number }} options `mails`: how many the run will send */
  constructor({ kinds, times, mails, random }) {
    this.#kinds = kinds;
    this.#times = times;
    this.#left = Math.floor(mails * TO);
    this.#random = random;
  }

  /**
   * For each mail that begins its way. Selection sampling (Knuth, TAOCP 3.4.2 S): as many as are needed, each mail as likely
   * as any other. A cut that was wanted and did not come about, as the mail never got so far, is wanted again.
   * @returns {Cut | undefined}
   */
  next() {
    if (!this.isOpen) return undefined;
    const open = this.#kinds.flatMap((kind) => Array.from({ length: this.#times - this.done[kind] }, () => kind));
    const chance = open.length / Math.max(1, this.#left--);
    // Not one after the other on a short run: what is cut comes back only after its lease.
    if (this.#random() >= Math.min(chance, 0.5)) return undefined;
    return open[Math.floor(this.#random() * open.length)];
  }

  /** @param {Cut} kind that has been carried out */
  note(kind) {
    this.done[kind]++;
  }
}
