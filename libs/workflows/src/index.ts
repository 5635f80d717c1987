export { enrollment, changed } from './enrollment.js';
export { optIn } from './opt-in.js';
export {
  applyRetention,
  backfillTrigger,
  bulkControl,
  bulkSubscribers,
  checkDomains,
  deleteField,
  enrollList,
  enrollSegment,
  eraseSubscriber,
  exportSubscribers,
  importSubscribers,
  reconcile,
  wakeSequence,
} from './paged-work.js';
