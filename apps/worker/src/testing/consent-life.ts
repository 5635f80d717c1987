import { ConsentModel, nowOf, type Person } from './consent-model.js';
import type { ConsentWorld, WorldMail } from './consent-world.js';

/** What may happen around an address; what people do to the bookkeeping of a no is there several times. */
export const ACTIONS = [
  ...['import', 'importDoubleOptIn', 'upsert', 'upsert', 'joinList', 'form', 'form', 'plainForm'],
  ...['enroll', 'enroll', 'enroll', 'rename', 'rename', 'rename', 'merge', 'merge', 'merge', 'erase', 'bounce'],
  ...['unsubscribe', 'oneClick', 'oneClick', 'complain'],
  ...['suppress', 'importSuppression', 'suppressDomain', 'unsuppress'],
  ...['ask', 'ask', 'remind', 'confirm'],
] as const;
export type Action = (typeof ACTIONS)[number];

/** One thing that happens. */
export interface Move {
  readonly action: Action;
  /** Which address it is about, and which other one where it takes two. */
  readonly at: number;
  readonly other: number;
  /** How the address is written. */
  readonly spelling: 'lower' | 'upper' | 'mixed';
  /** Which of the mails that came so far, where it is about one: 0 for the latest. */
  readonly mail: number;
  /** A send is tried while it happens, not only after it. */
  readonly races: boolean;
}

interface LifeMail extends WorldMail {
  readonly person: Person;
}

/** A life of a few addresses, lived in the product and in the model, which are compared after each move. */
export class ConsentLife {
  private readonly model = new ConsentModel();
  private readonly mails: LifeMail[] = [];
  private readonly seen = new Map<string, number>();
  /** Where a confirmation counted. */
  private readonly cameBack = new Set<string>();
  /** In lower case. */
  readonly addresses: readonly string[];
  /** How often somebody was tried whom no mail may reach. */
  refused = 0;

  /** @param n so that no two lives have an address in common */
  constructor(
    private readonly world: ConsentWorld,
    n: number,
  ) {
    this.addresses = [
      `life+${n}a@p${n}.example.com`,
      `life${n}b@q${n}.example.org`,
      `life${n}c@mail.p${n}.example.com`,
    ];
  }

  get marketing(): number {
    return this.mails.filter(({ confirm }) => confirm === null).length;
  }

  /** Somebody is there already, and maybe somebody else; who has the first address had a mail. */
  async begin(people: number): Promise<void> {
    for (const address of this.addresses.slice(0, people))
      await this.join('upsert', address, written(address, 'mixed'));
    const [first = ''] = this.addresses;
    await this.world.enroll(first);
    this.collect(this.owners());
  }

  /**
   * @returns whether there was anything that the move could be about
   * @throws Error where a mail came, or a confirmation counted, that must not
   */
  async live(move: Move): Promise<boolean> {
    const { world, model, addresses } = this;
    const act = this.actOf(move);
    if (act === null) return false;
    const could = new Set(addresses.filter((address) => model.mayMail(address)));
    const before = this.counts();
    const owners = this.owners();
    const about = [move.at, move.other].flatMap((index) => addresses[index] ?? []);
    await Promise.all([act(), world.trySending(move.races ? about : [])]);
    this.collect(owners);
    const during = this.counts();
    const tried = addresses.filter((address) => !model.mayMail(address));
    await world.trySending(tried);
    this.refused += tried.length;
    for (const address of tried) {
      // while it happened either state may have been seen; afterwards only the new one
      const allowed = (could.has(address) ? during : before).get(address) ?? 0;
      if (world.marketingTo(address) > allowed) throw new Error(`${address} got a mail that nobody there agreed to`);
    }
    return true;
  }

  /** At the end everybody is added again and tried: nobody may be mailed but who agreed, and who came back by a confirmation is. */
  async end(): Promise<void> {
    const { world, model, addresses } = this;
    const before = this.counts();
    for (const address of addresses) {
      const isNew = model.at(address) === undefined;
      const may = model.mayMail(address);
      if (isNew ? !model.isSuppressed(address) : may && !this.cameBack.has(address)) continue;
      if (isNew) await world.runtime.useCases.upsertSubscriber.execute(world.actor, { email: address });
      await world.enroll(address);
      const isMailed = world.marketingTo(address) > (before.get(address) ?? 0);
      if (isMailed && !may) throw new Error(`${address} got a mail that nobody there agreed to`);
      if (!isMailed && may) throw new Error(`${address} got no mail although its owner came back`);
    }
    this.collect(this.owners());
    const profiles = await world.profiles(addresses);
    for (const address of addresses)
      if (model.at(address) !== undefined && profiles[address] !== model.at(address)?.id)
        throw new Error(`the model lost track of who has ${address}`);
  }

  /** What a move does; null where there is nobody or nothing that it could be about. */
  private actOf(move: Move): (() => Promise<void>) | null {
    const address = this.addresses[move.at] ?? '';
    const email = written(address, move.spelling);
    // whoever there is, where the address is nobody's
    const person = [address, ...this.addresses].map((one) => this.model.at(one)).find((one) => one !== undefined);
    switch (move.action) {
      case 'import':
      case 'importDoubleOptIn':
      case 'upsert':
      case 'joinList':
      case 'form':
      case 'plainForm':
        return () => this.join(move.action, address, email);
      case 'suppress':
      case 'importSuppression':
      case 'suppressDomain':
      case 'unsuppress':
        return () => this.suppress(move.action, address, email);
      case 'enroll':
        return () => this.world.enroll(email);
      case 'remind':
        return () => this.sendConfirmations({ reminders: true });
      case 'oneClick':
      case 'complain':
        return this.leave(
          move.action,
          this.pick(move.mail, ({ unsubscribe }) => unsubscribe !== null),
        );
      case 'confirm':
        return this.confirm(this.pick(move.mail, ({ confirm }) => confirm !== null));
      case 'rename':
      case 'merge':
      case 'erase':
      case 'bounce':
      case 'unsubscribe':
      case 'ask':
        return person === undefined ? null : this.change(move, person);
    }
  }

  /** Somebody is put on by others, or signs up; nobody gives consent back by that. */
  private async join(action: Action, address: string, email: string): Promise<void> {
    const { world, model } = this;
    const { upsertSubscriber } = world.runtime.useCases;
    switch (action) {
      case 'import':
      case 'importDoubleOptIn': {
        const isAsked = action === 'importDoubleOptIn';
        await world.import(email, isAsked ? 'doubleOptIn' : 'single');
        if (!model.isSuppressed(address)) await this.added(address, isAsked ? 'asked' : 'yes');
        break;
      }
      case 'joinList':
        await upsertSubscriber.execute(world.actor, { email, listIds: [world.listId] });
        await this.added(address, 'asked');
        break;
      case 'form':
      case 'plainForm': {
        await world.submitForm(action === 'form' ? 'double' : 'plain', email);
        const isAsked = action === 'form' || model.isSuppressed(address);
        if (!model.isRefused(address)) await this.added(address, isAsked ? 'asked' : 'yes');
        break;
      }
      default:
        await upsertSubscriber.execute(world.actor, { email, firstName: 'Bo' });
        return await this.added(address, 'yes');
    }
    if (action !== 'import') await this.sendConfirmations();
  }

  private async suppress(action: Action, address: string, email: string): Promise<void> {
    const { world, model } = this;
    const { suppressions } = world.runtime.useCases;
    if (action === 'unsuppress') {
      await world.unsuppress(email);
      model.unlist(address);
    } else if (action === 'suppressDomain') {
      const domain = address.slice(address.indexOf('@') + 1);
      await suppressions.add(world.actor, { addresses: [], domains: [domain.toUpperCase()], note: '' });
      model.listDomain(domain);
    } else {
      if (action === 'suppress') await suppressions.add(world.actor, { addresses: [email], domains: [], note: '' });
      else await suppressions.import(world.actor, { text: email, note: '' });
      model.list(address);
    }
  }

  /** Who got a mail says no by it, whatever address the profile has by now. */
  private leave(action: 'oneClick' | 'complain', mail: LifeMail | undefined): (() => Promise<void>) | null {
    const token = mail?.unsubscribe ?? null;
    if (mail === undefined || token === null) return null;
    return async () => {
      await (action === 'complain' ? this.world.complain(mail) : this.world.oneClick(token));
      const person = nowOf(mail.person);
      if (action === 'complain') this.model.complain(person);
      else this.model.unsubscribe(person);
    };
  }

  private confirm(mail: LifeMail | undefined): (() => Promise<void>) | null {
    const link = mail?.confirm ?? null;
    if (mail === undefined || link === null) return null;
    const { token, request } = link;
    return async () => {
      const may = this.model.canConfirm(request, mail.to);
      const did = await this.world.confirm(token);
      if (did && !may) throw new Error(`a link in a mail to ${mail.to} confirmed what it must not`);
      if (!did && may) throw new Error(`a link in a mail to ${mail.to} confirmed nothing`);
      if (!did) return;
      this.model.confirm(request);
      this.cameBack.add(mail.to);
    };
  }

  private change({ action, other, spelling }: Move, person: Person): (() => Promise<void>) | null {
    const { world, model } = this;
    const { actor, runtime } = world;
    const { useCases } = runtime;
    const there = this.addresses[other] ?? '';
    const from = [there, ...this.addresses]
      .map((one) => model.at(one))
      .find((one) => one !== undefined && one !== person);
    switch (action) {
      case 'rename':
        return async () => {
          const change = { email: written(there, spelling) };
          const done = await world.allow(() => useCases.updateSubscriber.execute(actor, person.id, change));
          if (done !== null) model.rename(person, there);
        };
      case 'merge':
        if (from === undefined) return null;
        return async () => {
          await world.insist(() => useCases.mergeSubscribers.execute(actor, person.id, from.id));
          model.merge(person, from);
        };
      case 'erase':
        return async () => {
          await world.erase(person.id);
          model.erase(person);
        };
      case 'bounce':
        return async () => {
          if (person.address !== null && (await world.bounce(person.address))) model.bounce(person);
        };
      case 'unsubscribe':
        return async () => {
          await useCases.unsubscribeSubscriber.execute(actor, person.id, null);
          model.unsubscribe(person);
        };
      default:
        return async () => {
          const wish = { listId: null, evidence: 'They said so' };
          await world.allow(() => useCases.requestOptIn.execute(actor, person.id, wish));
          await this.sendConfirmations();
        };
    }
  }

  /** Somebody may be new at the address. */
  private async added(address: string, standing: 'yes' | 'asked'): Promise<void> {
    if (this.model.at(address) !== undefined) return;
    const id = (await this.world.profiles([address]))[address];
    if (id !== undefined) this.model.add(id, address, standing);
  }

  private async sendConfirmations(how = { reminders: false }): Promise<void> {
    const owners = this.owners();
    await this.world.sendConfirmations(
      [...owners.values()].map(({ id }) => id),
      how,
    );
    this.model.callOff();
    this.collect(owners);
  }

  /** Notes the mails that came, and whose they are: whoever has the address, or had it when they were sent. */
  private collect(owners: ReadonlyMap<string, Person>): void {
    for (const address of this.addresses) {
      const all = this.world.mailsTo(address);
      for (const mail of all.slice(this.seen.get(address) ?? 0)) {
        const person = owners.get(address) ?? this.model.at(address);
        if (person === undefined) throw new Error(`${address} got a mail although nobody has it`);
        if (mail.confirm !== null) {
          if (!this.model.mayAsk(address)) throw new Error(`${address} was asked to confirm and may not be`);
          this.model.asked(mail.confirm.request, nowOf(person));
        }
        this.model.mailed(nowOf(person), address);
        this.mails.push({ ...mail, person });
      }
      this.seen.set(address, all.length);
    }
  }

  private owners(): Map<string, Person> {
    const entries = this.addresses.map((address) => [address, this.model.at(address)] as const);
    return new Map(entries.flatMap(([address, person]) => (person === undefined ? [] : [[address, person]])));
  }

  private counts(): Map<string, number> {
    return new Map(this.addresses.map((address) => [address, this.world.marketingTo(address)]));
  }

  private pick(index: number, which: (mail: LifeMail) => boolean): LifeMail | undefined {
    const fitting = this.mails.filter(which);
    return fitting.length === 0 ? undefined : fitting.at(-1 - (index % fitting.length));
  }
}

function written(address: string, spelling: Move['spelling']): string {
  if (spelling === 'upper') return address.toUpperCase();
  return spelling === 'lower' ? address : address.charAt(0).toUpperCase() + address.slice(1);
}
