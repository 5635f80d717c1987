/**
 * The servers that integration specs share. tools/test/services-setup.mjs starts them before the first spec and hands
 * their addresses over in the environment; a developer may set the same variables to use servers that run already.
 */
function fromSetup(variable: string): string {
  const value = process.env[variable];
  if (value) return value;
  throw new Error(
    `${variable} is not set. Servers run for integration specs only: name the file *.int.spec.ts and select the ` +
      `project <lib>-int, or set ${variable} yourself.`,
  );
}

/** Connection URL of a role that may create databases. */
export const adminDatabaseUrl = (): string => fromSetup('TEST_DATABASE_URL');

/** Name of the migrated database that every test database is a copy of. */
export const templateDatabase = (): string => fromSetup('TEST_TEMPLATE_DATABASE');

/** `host:port` of the Temporal server; its namespace `default` has our search attributes. */
export const temporalAddress = (): string => fromSetup('TEST_TEMPORAL_ADDRESS');
