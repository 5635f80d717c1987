import { defineConfig } from 'prisma/config';

/** For the Prisma CLI only; the application's migrations are run by tools/migrate.mjs. */
export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } });
