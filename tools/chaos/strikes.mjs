// @ts-check

/** @typedef {import('./faults.mjs').Strike} Strike */
/** @typedef {import('./faults.mjs').Fault} Fault */
/** @typedef {import('./fault-plan.mjs').PlannedStrike} PlannedStrike */
/** @typedef {import('./process-pool.mjs').ProcessPool} ProcessPool */
/** @typedef {{ canDo: () => boolean, do: (strike: PlannedStrike) => Promise<string> }} Action `do` answers whom it hit */

/** Carries faults out, and counts them. */
export class Strikes {
  #stand;
  /** @type {Partial<Record<Fault, Action>>} */
  #actions;
  /**
   * How often each was done, and how many mails were on their way then.
   * @type {Map<Fault, { times: number, interrupted: number }>}
   */
  done = new Map();

  /**
   * @param {import('./stand.mjs').Stand} stand
   * @param {{ workers: ProcessPool, apis: ProcessPool, smtp: ProcessPool | undefined }} pools `smtp` undefined: the relay is not ours
   */
  constructor(stand, { workers, apis, smtp }) {
    this.#stand = stand;
    this.#actions = {
      'kill-worker': kill(workers),
      'stop-worker': freeze(workers),
      'two-workers': { canDo: () => workers.canStrike, do: ({ victim }) => workers.relieve(victim) },
      'kill-api': kill(apis),
      ...(smtp && { 'kill-smtp': kill(smtp), 'stop-smtp': freeze(smtp) }),
      ...(stand.postgres && {
        'restart-postgres': bounce(stand.postgres, 'PostgreSQL', { force: false }),
        'kill-postgres': bounce(stand.postgres, 'PostgreSQL', { force: true }),
      }),
      ...(stand.temporal && {
        'restart-temporal': bounce(stand.temporal, 'Temporal', { force: false }),
        'kill-temporal': bounce(stand.temporal, 'Temporal', { force: true }),
      }),
    };
  }

  /** @param {Fault} fault @returns {boolean} whether it is possible on this stand at all */
  has(fault) {
    return this.#actions[fault] !== undefined;
  }

  /** @param {Strike} fault @returns {boolean} whether what it hits is there, and both servers are: one outage at a time */
  canDo(fault) {
    return this.#stand.isWhole && this.#actions[fault]?.canDo() === true;
  }

  /** @param {PlannedStrike} strike @returns {Promise<string>} whom it hit; when it has hit */
  async do(strike) {
    const action = this.#actions[strike.fault];
    if (!action) throw new Error(`${strike.fault} is not possible here`);
    return action.do(strike);
  }

  /** @param {Fault} fault @param {number} interrupted mails that were on their way */
  note(fault, interrupted) {
    const { times, interrupted: before } = this.done.get(fault) ?? { times: 0, interrupted: 0 };
    this.done.set(fault, { times: times + 1, interrupted: before + interrupted });
  }
}

/** @param {ProcessPool} pool @returns {Action} */
function kill(pool) {
  return { canDo: () => pool.canStrike, do: ({ victim }) => pool.kill(victim) };
}

/** @param {ProcessPool} pool @returns {Action} */
function freeze(pool) {
  return { canDo: () => pool.canStrike, do: async ({ victim, holdMs }) => pool.freeze(victim, holdMs) };
}

/** @param {import('./server.mjs').Server} server @param {string} name @param {{ force: boolean }} how @returns {Action} */
function bounce(server, name, how) {
  return {
    canDo: () => server.isUp,
    do: async () => {
      await server.bounce(how);
      return name;
    },
  };
}
