/** From whom everything is wanted to whom nothing is sent any more. */
const STANDINGS = ['yes', 'asked', 'bounced', 'no', 'complained', 'erased'] as const;
export type Standing = (typeof STANDINGS)[number];

/** Somebody as the product knows them: a profile. */
export interface Person {
  readonly id: string;
  /** In lower case; null once they were erased or merged into somebody else. */
  address: string | null;
  standing: Standing;
  /** Addresses that they have or had. */
  readonly had: Set<string>;
  /** Addresses that they got mail at. */
  readonly mailedAt: Set<string>;
  mergedInto: Person | null;
}

/** What is known of an address, whoever has it. */
interface Spot {
  /** Somebody who has another address by now unsubscribed; its owner may take that back. */
  saidNo: boolean;
  /** A complaint or an erasure: for good. */
  lost: boolean;
  /** It bounced, or somebody wrote it down: until an operator takes that away. */
  listed: boolean;
}

/** What confirmation mails ask somebody. */
interface Request {
  readonly person: Person;
  isOpen: boolean;
}

/**
 * Who may be mailed, by what the decisions on consent say and by nothing that the product stores: a no belongs to the
 * person and to each address that they had; only a confirmation by who has the address takes it back.
 */
export class ConsentModel {
  private readonly people = new Set<Person>();
  private readonly spots = new Map<string, Spot>();
  private readonly domains = new Set<string>();
  private readonly requests = new Map<string, Request>();

  mayMail(address: string): boolean {
    return this.at(address)?.standing === 'yes' && !this.isRefused(address) && !this.spot(address).saidNo;
  }

  at(address: string): Person | undefined {
    return [...this.people].find((person) => person.address === address);
  }

  /** Whether something else than a no that its owner can take back stands in the way. */
  isRefused(address: string): boolean {
    const { lost, listed } = this.spot(address);
    const domain = address.slice(address.indexOf('@') + 1);
    return lost || listed || [...this.domains].some((one) => domain === one || domain.endsWith(`.${one}`));
  }

  isSuppressed(address: string): boolean {
    return this.isRefused(address) || this.spot(address).saidNo;
  }

  /** Whether whoever has the address may be asked to confirm. */
  mayAsk(address: string): boolean {
    const person = this.at(address);
    return person !== undefined && person.standing !== 'complained' && !this.isRefused(address);
  }

  add(id: string, address: string, standing: 'yes' | 'asked'): void {
    this.people.add({ id, address, standing, had: new Set([address]), mailedAt: new Set(), mergedInto: null });
  }

  /** A mail came, to whoever had the address. */
  mailed(person: Person, address: string): void {
    person.mailedAt.add(address);
  }

  /** Somebody gets another address. */
  rename(person: Person, to: string): void {
    const from = person.address;
    if (from === null || from === to) return;
    person.address = to;
    person.had.add(to);
    this.leave(person, from);
  }

  /** Two profiles are one, with the lower consent. */
  merge(into: Person, from: Person): void {
    const left = from.address;
    for (const address of from.had) into.had.add(address);
    for (const address of from.mailedAt) into.mailedAt.add(address);
    Object.assign(from, { address: null, mergedInto: into });
    this.people.delete(from);
    this.close(from);
    if (from.standing !== 'yes') this.lower(into, from.standing);
    if (into.standing === 'complained') this.complain(into);
    else if (into.standing === 'no') this.unsubscribe(into);
    if (left !== null) this.leave(into, left);
  }

  unsubscribe(person: Person): void {
    if (person.standing === 'erased') return;
    this.lower(person, 'no');
    this.close(person);
    for (const address of person.had) if (address !== person.address) this.spot(address).saidNo = true;
  }

  complain(person: Person): void {
    if (person.standing === 'erased') return;
    this.lower(person, 'complained');
    this.close(person);
    for (const address of person.had) this.spot(address).lost = true;
  }

  bounce(person: Person): void {
    this.lower(person, 'bounced');
    this.close(person);
    if (person.address !== null) this.spot(person.address).listed = true;
  }

  /** What somebody else has by now is not lost to them, but nobody is mailed there unless they confirm. */
  erase(person: Person): void {
    for (const address of person.had) {
      const owner = this.at(address);
      if (owner === undefined || owner === person) this.spot(address).lost = true;
      else this.spot(address).saidNo = true;
    }
    this.lower(person, 'erased');
    this.close(person);
    person.address = null;
    this.people.delete(person);
  }

  list(address: string): void {
    this.spot(address).listed = true;
  }

  listDomain(domain: string): void {
    this.domains.add(domain);
  }

  /** An operator takes away what they may. */
  unlist(address: string): void {
    this.spot(address).listed = false;
    const domain = address.slice(address.indexOf('@') + 1);
    for (const one of this.domains) if (domain === one || domain.endsWith(`.${one}`)) this.domains.delete(one);
  }

  /** A mail asks somebody to confirm. */
  asked(id: string, person: Person): void {
    if (!this.requests.has(id)) this.requests.set(id, { person, isOpen: true });
  }

  /** Requests of people who may not be asked are called off when their turn comes. */
  callOff(): void {
    for (const request of this.requests.values()) {
      const { address } = request.person;
      if (address === null || !this.mayAsk(address)) request.isOpen = false;
    }
  }

  /** Whether a press on the button behind the link of a mail that came to this address may count. */
  canConfirm(id: string, mailedTo: string): boolean {
    const request = this.requests.get(id);
    return request?.isOpen === true && request.person.address === mailedTo && this.mayAsk(mailedTo);
  }

  confirm(id: string): void {
    const request = this.requests.get(id);
    const address = request?.person.address ?? null;
    if (request === undefined || address === null) return;
    request.isOpen = false;
    request.person.standing = 'yes';
    this.spot(address).saidNo = false;
  }

  private spot(address: string): Spot {
    const spot = this.spots.get(address) ?? { saidNo: false, lost: false, listed: false };
    this.spots.set(address, spot);
    return spot;
  }

  /** What somebody said no at is not mailed to whoever comes with it next. */
  private leave({ standing }: Person, address: string): void {
    if (standing === 'complained') this.spot(address).lost = true;
    if (standing === 'no') this.spot(address).saidNo = true;
  }

  private lower(person: Person, to: Standing): void {
    if (STANDINGS.indexOf(to) > STANDINGS.indexOf(person.standing)) person.standing = to;
  }

  private close(person: Person): void {
    for (const request of this.requests.values()) if (request.person === person) request.isOpen = false;
  }
}

/** Who a mail was for, as they are now. */
export function nowOf(person: Person): Person {
  return person.mergedInto === null ? person : nowOf(person.mergedInto);
}
