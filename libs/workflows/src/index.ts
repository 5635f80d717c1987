export { enrollment, changed } from './enrollment.js';
export { enrollList, importSubscribers, reconcile, wakeSequence } from './paged-work.js';
