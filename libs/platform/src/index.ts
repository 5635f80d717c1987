export {
  ConfigError,
  configOfThisProcess,
  environmentOf,
  loadConfig,
  type ConfigOf,
  type ProcessName,
  type SharedConfig,
} from './config/load-config.js';
export { temporalConnection, type TemporalConnection } from './config/temporal-env.js';
export { createLogger, type Logger } from './logger.js';
export { createMetrics, type Metrics } from './metrics.js';
export { startHealthServer } from './health-server.js';
export { SecretBox } from './secret-box.js';
export { TokenSigner } from './token-signer.js';
export { hashApiKey, newApiKey, type NewApiKey } from './api-key-secret.js';
