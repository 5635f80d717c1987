/** Injection tokens of what the composition root provides. */
export const USE_CASES = Symbol('use cases');
export const LOGGER = Symbol('logger');
export const METRICS = Symbol('metrics');
export const PING = Symbol('ping');
