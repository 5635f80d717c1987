import { v7 as newId } from 'uuid';
import type { Clock } from '../clock.js';
import type { SequenceRepository } from '../sequence/sequence-port.js';
import { DEFAULT_SETTINGS, type Step } from '@dripemails/domain';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { ApiKeyMaker, ApiKeyRepository, Sessions } from './identity-port.js';

const SECONDS_PER_DAY = 86_400;

export interface SeedDemoPorts {
  readonly workspaces: WorkspaceRepository;
  readonly sequences: SequenceRepository;
  readonly sessions: Pick<Sessions, 'createOwner'>;
  readonly keys: Pick<ApiKeyRepository, 'create'>;
  readonly maker: ApiKeyMaker;
  readonly clock: Clock;
}

export interface SeedDemoInput {
  /** Real seconds that one demo day takes. */
  readonly secondsPerDay: number;
  readonly owner: { readonly name: string; readonly email: string; readonly password: string };
  /** Make an API key even if the demo exists: the caller lost the one it had. */
  readonly newApiKey: boolean;
}

/** Makes the demo workspace once: its clock, its owner, an API key and a published welcome series. */
export class SeedDemo {
  constructor(private readonly ports: SeedDemoPorts) {}

  /** @returns the workspace, and a new API key where one was made */
  async execute(input: SeedDemoInput): Promise<{ workspaceId: string; apiKey: string | null }> {
    const { workspaces, sessions, clock } = this.ports;
    const existing = await workspaces.findDemo();
    const workspaceId = existing?.id ?? newId();
    if (existing === null) {
      await workspaces.create({
        id: workspaceId,
        name: 'Demo workspace',
        timeZone: 'UTC',
        isDemo: true,
        clock: { startedAt: clock.now(), rate: SECONDS_PER_DAY / input.secondsPerDay },
        sender: { name: 'Nora of Lumen Tea', email: 'nora@lumentea.example' },
        postalAddress: 'Lumen Tea, 12 Harbour Lane, Bristol BS1 4QA, United Kingdom',
        frequencyCap: { perDay: null, perWeek: null },
        // a demo's mail goes to its own mailbox, whatever the DNS of its made-up domain says
        spfPolicy: 'warn',
      });
      await this.createWelcomeSeries(workspaceId);
    }
    await sessions.createOwner(workspaceId, input.owner);
    return { workspaceId, apiKey: existing === null || input.newApiKey ? await this.createKey(workspaceId) : null };
  }

  private async createKey(workspaceId: string): Promise<string> {
    const { key, prefix, hash } = this.ports.maker.make();
    await this.ports.keys.create(workspaceId, { id: newId(), name: 'Demo key', prefix, hash });
    return key;
  }

  private async createWelcomeSeries(workspaceId: string): Promise<void> {
    const { sequences, clock } = this.ports;
    const id = newId();
    const content = { steps: WELCOME, settings: DEFAULT_SETTINGS };
    await sequences.create(workspaceId, { id, name: 'Welcome series', ...content });
    await sequences.publish(workspaceId, id, content, 'keep');
    await sequences.changeState(workspaceId, id, { from: 'draft', to: 'active', at: clock.now(), resume: null });
  }
}

const WELCOME: readonly Step[] = [
  {
    id: 'welcome',
    kind: 'email',
    subject: 'Welcome, {{ subscriber.firstName | default: "tea lover" }}',
    html: '<h1>Hello {{ subscriber.firstName | default: "there" }}!</h1><p>Thank you for joining Lumen Tea. Over the next days we will show you how to brew a better cup, and nothing else.</p><p>Put the kettle on,<br>Nora</p>',
  },
  { id: 'wait-2-days', kind: 'wait', for: { amount: 2, unit: 'days' } },
  {
    id: 'first-steps',
    kind: 'email',
    subject: 'Day 3: first steps',
    html: '<p>Hi {{ subscriber.firstName | default: "there" }},</p><p>Green tea wants water at 80 °C and two minutes; black tea wants it boiling and four. That is most of the secret.</p><p>Nora</p>',
  },
  { id: 'wait-3-days', kind: 'wait', for: { amount: 3, unit: 'days' } },
  {
    id: 'favourites',
    kind: 'email',
    subject: 'Our three favourites, for you',
    html: '<p>Hi {{ subscriber.firstName | default: "there" }},</p><p>If you try only three teas this winter: a roasted oolong, a first-flush Darjeeling, and plain peppermint.</p><p>Reply to this mail and tell us what you drink: we read everything.</p><p>Nora</p>',
  },
];
