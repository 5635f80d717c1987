/** What use cases need of a logger; pino fits. Ids only, never addresses. */
export interface Log {
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
  error(data: object, message: string): void;
}
