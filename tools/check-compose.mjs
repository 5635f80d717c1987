#!/usr/bin/env node
// @ts-check
/**
 * `node tools/check-compose.mjs`: checks docker-compose.yml and the Dockerfile without Docker: the shape (compose.schema.json),
 * and what a schema cannot say: that everything they name exists, and that no secret has a default but nothing.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { parse } from 'yaml';

/** @typedef {{ image: string, build?: { target: string }, command?: string[], entrypoint?: string[], environment?: Record<string, string>, depends_on?: Record<string, { condition: string }>, volumes?: string[], ports?: string[], healthcheck?: { test: string[] }, restart: string }} Service */
/** @typedef {{ services: Record<string, Service>, volumes?: Record<string, null> }} Compose */

const SECRET = /(SECRET|PASSWORD|PWD|TOKEN|SMTP_URL|DATABASE_URL)/;

/**
 * @param {string} root of the repository
 * @param {{ compose?: string, dockerfile?: string }} [texts] instead of the files, for tests
 * @returns {string[]} what is wrong, one sentence each; none when all is well
 */
export function checkCompose(root, texts = {}) {
  const read = (/** @type {string} */ file) => readFileSync(path.join(root, file), 'utf8');
  const text = texts.compose ?? read('docker-compose.yml');
  const dockerfile = texts.dockerfile ?? read('Dockerfile');
  const compose = /** @type {Compose} */ (parse(text, { merge: true }));
  const validate = new Ajv({ allErrors: true, strict: false }).compile(JSON.parse(read('tools/compose.schema.json')));
  if (!validate(compose))
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  return [
    ...checkDockerfile(root, dockerfile),
    ...checkSecrets(text),
    ...Object.entries(compose.services).flatMap(([name, service]) => {
      const problems = [
        ...checkReferences(compose, service, dockerfile),
        ...checkFiles(root, service),
        ...checkHealth(service),
      ];
      return problems.map((problem) => `${name}: ${problem}`);
    }),
  ];
}

/**
 * @param {Compose} compose
 * @param {Service} service
 * @param {string} dockerfile
 */
function checkReferences({ services, volumes = {} }, service, dockerfile) {
  const problems = [];
  for (const [name, { condition }] of Object.entries(service.depends_on ?? {})) {
    const other = services[name];
    if (!other) problems.push(`depends on ${name}, which does not exist`);
    else if (condition === 'service_healthy' && !other.healthcheck)
      problems.push(`waits for the health of ${name}, which has no healthcheck`);
    else if (condition === 'service_completed_successfully' && other.restart !== 'on-failure')
      problems.push(`waits for the end of ${name}, which restarts`);
  }
  const target = service.build?.target;
  if (target && !new RegExp(`^FROM .* AS ${target}$`, 'm').test(dockerfile))
    problems.push(`the Dockerfile has no target ${target}`);
  for (const volume of service.volumes ?? []) {
    const [source = ''] = volume.split(':');
    if (!source.startsWith('./') && !(source in volumes)) problems.push(`the volume ${source} is not declared`);
  }
  return problems;
}

/**
 * @param {string} root
 * @param {Service} service
 */
function checkFiles(root, service) {
  const problems = [];
  const mounts = (service.volumes ?? []).filter((volume) => volume.startsWith('./')).map((volume) => volume.split(':'));
  for (const [source = ''] of mounts)
    if (!existsSync(path.join(root, source))) problems.push(`mounts ${source}, which does not exist`);
  const isOurs = service.build !== undefined;
  const words = [
    ...(service.command ?? []),
    ...(service.entrypoint ?? []),
    ...(service.healthcheck?.test ?? []),
    ...Object.values(service.environment ?? {}),
  ];
  for (const word of words) {
    const mount = mounts.find(([, target]) => target && word.startsWith(`${target}/`));
    const file = mount
      ? path.join(mount[0] ?? '', word.slice((mount[1] ?? '').length))
      : isOurs && /^(apps|tools|temporal)\/.*\.mjs$|\/dist\/.*\.js$/.test(word)
        ? word
        : undefined;
    if (file && !existsSync(path.join(root, sourceOf(file)))) problems.push(`names ${file}, which does not exist`);
  }
  if (isOurs && service.command?.[0] !== 'node') problems.push('an own service runs `node <file>`');
  return problems;
}

/** @param {string} file a built file's source, which exists also before a build */
function sourceOf(file) {
  return file.replace(/\/dist\/(.*)\.js$/, '/src/$1.ts');
}

/** @param {Service} service */
function checkHealth({ build, restart, healthcheck, environment = {} }) {
  if (!build || restart === 'on-failure') return [];
  const url = healthcheck?.test.at(-1) ?? '';
  const port = /^http:\/\/127\.0\.0\.1:(\d+)\/healthz$/.exec(url)?.[1];
  if (!port) return ['an app is checked at http://127.0.0.1:<port>/healthz'];
  return Object.entries(environment).some(([name, value]) => name.endsWith('_PORT') && value === port)
    ? []
    : [`is checked on port ${port}, which none of its variables sets`];
}

/** @param {string} text of docker-compose.yml */
function checkSecrets(text) {
  const uses = [...text.replace(/^\s*#.*$/gm, '').matchAll(/\$\{([A-Z_]+)([^}]*)\}/g)];
  return uses.flatMap(([, name = '', rest = '']) => {
    // an empty default means that there is none: what needs the secret is switched off then
    if (SECRET.test(name) && !rest.startsWith(':?') && rest !== ':-')
      return [`${name} is a secret: it must be required (\${${name}:?…}), not defaulted`];
    return rest.startsWith(':?') || rest.startsWith(':-') ? [] : [`${name} has neither a default nor is it required`];
  });
}

/**
 * @param {string} root
 * @param {string} dockerfile
 */
function checkDockerfile(root, dockerfile) {
  const copies = [...dockerfile.matchAll(/^COPY (?!--from)(.+)$/gm)].flatMap(([, words = '']) =>
    words.trim().split(/\s+/).slice(0, -1),
  );
  const { workspaces } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  const members = Object.values(
    /** @type {Record<string, { link?: boolean, resolved?: string }>} */ (lock.packages),
  ).flatMap(({ link, resolved }) => (link && resolved ? [`${resolved}/package.json`] : []));
  return [
    ...copies
      .filter((file) => !existsSync(path.join(root, file)))
      .map((file) => `Dockerfile: copies ${file}, which does not exist`),
    ...members
      .filter((file) => !copies.includes(file))
      .map((file) => `Dockerfile: does not copy ${file} before npm ci, though ${workspaces.join(', ')} are workspaces`),
    ...[...dockerfile.matchAll(/^CMD (.+)$/gm)]
      .map(([, words = '']) => JSON.parse(words)[1])
      .filter((file) => !existsSync(path.join(root, sourceOf(file))))
      .map((file) => `Dockerfile: runs ${file}, which does not exist`),
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = checkCompose(path.dirname(import.meta.dirname));
  for (const problem of problems) console.error(problem);
  console.log(
    problems.length === 0
      ? 'docker-compose.yml and Dockerfile: no problems'
      : `docker-compose.yml and Dockerfile: ${problems.length} problems`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
}
