/**
 * The import direction of docs/architecture.md as constraints of `@nx/enforce-module-boundaries`. One tag per layer, in
 * the `nx.tags` of each package.json.
 *
 * `dependsOn` names our own layers. `only` is the whole list of packages a layer may import, `never` a list of
 * refusals where a whole list would be too long. A layer that is missing here may depend on nothing of ours.
 */
const WEB_FRAMEWORKS = ['@remix-run/*', 'react', 'react-dom'];
const SERVER_FRAMEWORKS = ['@nestjs/*', 'fastify', '@fastify/*'];
const DATABASE = ['@prisma/*', 'pg', 'pg-*'];

const LAYERS = {
  domain: { dependsOn: [], only: ['temporal-polyfill', 'tr46', 'validator'] },
  contracts: { dependsOn: ['domain'], only: ['zod'] },
  application: { dependsOn: ['domain', 'contracts'], only: ['uuid'] },
  // Not 'adapter': adapters never import each other; what one needs from another is a port of the application.
  adapter: {
    dependsOn: ['domain', 'contracts', 'application', 'platform'],
    never: [...SERVER_FRAMEWORKS, ...WEB_FRAMEWORKS],
  },
  runtime: {
    dependsOn: ['domain', 'contracts', 'application', 'adapter', 'platform'],
    never: [...SERVER_FRAMEWORKS, ...WEB_FRAMEWORKS, '@prisma/*'],
  },
  app: {
    dependsOn: ['domain', 'contracts', 'application', 'runtime', 'platform', 'workflow'],
    never: [...WEB_FRAMEWORKS, ...DATABASE],
  },
  // The list leaves out zod (ten times the heap per cached workflow) and the SDK's client, worker and activity sides.
  workflow: { dependsOn: ['contracts'], only: ['@temporalio/workflow', '@temporalio/common'] },
  platform: { dependsOn: [], never: [...SERVER_FRAMEWORKS, ...WEB_FRAMEWORKS, ...DATABASE] },
  client: { dependsOn: ['contracts'], only: ['openapi-fetch'] },
  web: {
    dependsOn: ['contracts', 'client'],
    never: [...SERVER_FRAMEWORKS, ...DATABASE, '@temporalio/*', 'nodemailer', 'smtp-server'],
  },
  // A leaf: if it imported a lib of ours, a spec of that lib could not use it without a cycle.
  testing: { dependsOn: [] },
  e2e: { dependsOn: ['testing', 'contracts', 'client'] },
};

function constraint(name, { dependsOn, only, never }, inSpecs) {
  return {
    sourceTag: `layer:${name}`,
    onlyDependOnLibsWithTags: [...dependsOn, ...(inSpecs ? ['testing'] : [])].map((tag) => `layer:${tag}`),
    // A spec of a pure layer needs the test runner, fast-check or a Temporal worker; its layer's own rules still hold.
    ...(only && !inSpecs && { allowedExternalImports: only.flatMap((pkg) => [pkg, `${pkg}/*`]) }),
    ...(never && { bannedExternalImports: never }),
  };
}

/**
 * Options of the boundary rule.
 *
 * @param {{ inSpecs: boolean }} options `inSpecs` adds libs/testing and frees the packages of the pure layers
 */
export function boundaries({ inSpecs }) {
  return {
    enforceBuildableLibDependency: false,
    allow: [],
    depConstraints: Object.entries(LAYERS).map(([name, layer]) => constraint(name, layer, inSpecs)),
  };
}
