export { enrollment, changed } from './enrollment.js';
export {
  backfillTrigger,
  bulkControl,
  checkDomains,
  enrollList,
  importSubscribers,
  reconcile,
  wakeSequence,
} from './paged-work.js';
