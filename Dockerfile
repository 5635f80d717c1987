# One image for the four apps (target app), one for what runs before them (target tools). See docker-compose.yml.
ARG NODE_IMAGE=node:22-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
# The manifests first: the packages are installed again only when one of them has changed.
COPY package.json package-lock.json .npmrc ./
COPY apps/api/package.json apps/api/
COPY apps/smtp/package.json apps/smtp/
COPY apps/web/package.json apps/web/
COPY apps/worker/package.json apps/worker/
COPY e2e/package.json e2e/
COPY libs/api-client/package.json libs/api-client/
COPY libs/application/package.json libs/application/
COPY libs/contracts/package.json libs/contracts/
COPY libs/domain/package.json libs/domain/
COPY libs/email/package.json libs/email/
COPY libs/integrations/package.json libs/integrations/
COPY libs/orchestration/package.json libs/orchestration/
COPY libs/persistence/package.json libs/persistence/
COPY libs/platform/package.json libs/platform/
COPY libs/runtime/package.json libs/runtime/
COPY libs/testing/package.json libs/testing/
COPY libs/workflows/package.json libs/workflows/
RUN npm ci --ignore-scripts
COPY . .
RUN NX_DAEMON=false npm run build && rm -rf .nx

# Prisma's schema engine, which applies the migrations, is a development dependency.
FROM build AS tools
ENV NODE_ENV=production
USER node
CMD ["node", "tools/migrate.mjs"]

FROM build AS pruned
# Temporal's native library comes for five platforms.
RUN npm prune --omit=dev --ignore-scripts \
  && rm -rf node_modules/@temporalio/core-bridge/releases/*-apple-darwin node_modules/@temporalio/core-bridge/releases/*-pc-windows-*

FROM ${NODE_IMAGE} AS app
ENV NODE_ENV=production
WORKDIR /app
COPY --from=pruned /app ./
USER node
CMD ["node", "apps/api/dist/main.js"]
