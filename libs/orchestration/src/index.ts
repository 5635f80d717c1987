export { TemporalOrchestrator } from './temporal-orchestrator.js';
export { connectLazily } from './connect.js';
