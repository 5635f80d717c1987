import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { DomainError } from '@dripemails/domain';
import { configOfThisProcess, createLogger } from '@dripemails/platform';
import { createRuntime } from '@dripemails/runtime';

const USAGE = `Makes a workspace and its owner, who then signs in to the web app.

  node apps/api/dist/create-workspace.js --name "Lumen Tea" --sender-email nora@lumentea.example --owner-email nora@lumentea.example
    --sender-name NAME      shown as the sender of mails (the workspace's name)
    --owner-name NAME       (the owner's email address)
    --time-zone ZONE        IANA name (UTC)
    --postal-address TEXT   stands in the footer of every mail
The owner's password is read from OWNER_PASSWORD, or made and printed once.
`;

/** Reads the arguments; prints the usage and exits with 64 (EX_USAGE) where they do not fit. */
function argumentsOrExit() {
  try {
    const { values } = parseArgs({
      options: {
        ...{ name: { type: 'string' }, 'sender-email': { type: 'string' }, 'owner-email': { type: 'string' } },
        ...{ 'sender-name': { type: 'string' }, 'owner-name': { type: 'string' }, 'time-zone': { type: 'string' } },
        'postal-address': { type: 'string' },
      },
    });
    const { name, 'sender-email': senderEmail, 'owner-email': ownerEmail } = values;
    if (name && senderEmail && ownerEmail) return { ...values, name, senderEmail, ownerEmail };
    throw new Error('--name, --sender-email and --owner-email are needed.');
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exit(64);
  }
}

const given = argumentsOrExit();
const config = configOfThisProcess('api');
const runtime = createRuntime(config, { log: createLogger('create-workspace', config.LOG_LEVEL), connections: 2 });
const password = config.OWNER_PASSWORD ?? randomBytes(12).toString('base64url');
try {
  const { workspaceId } = await runtime.useCases.createWorkspace.execute({
    name: given.name,
    timeZone: given['time-zone'] ?? 'UTC',
    sender: { name: given['sender-name'] ?? given.name, email: given.senderEmail },
    postalAddress: given['postal-address'] ?? '',
    owner: { name: given['owner-name'] ?? given.ownerEmail, email: given.ownerEmail, password },
  });
  const made = config.OWNER_PASSWORD === undefined ? `\nPassword  ${password}` : '';
  process.stdout.write(`Workspace ${workspaceId}\nSign in   ${config.WEB_URL} as ${given.ownerEmail}${made}\n`);
} catch (error) {
  if (!(error instanceof DomainError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 65;
} finally {
  await runtime.close();
}
