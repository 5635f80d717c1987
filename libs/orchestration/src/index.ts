export { TemporalOrchestrator } from './temporal-orchestrator.js';
export { connectLazily } from './connect.js';
export { TemporalHistoryScanner } from './temporal-history-scanner.js';
