import type { InboundKind } from '@dripemails/contracts';
import { Bot, CircleAlert, Inbox, Mail, Reply, TriangleAlert, UserX, type LucideIcon } from 'lucide-react';
import { Pill, type PillTone } from './pill';

const looks: Record<InboundKind, readonly [tone: PillTone, icon: LucideIcon, word: string]> = {
  captured: ['quiet', Inbox, 'Captured'],
  reply: ['accent', Reply, 'Reply'],
  bounce: ['bad', TriangleAlert, 'Bounce'],
  complaint: ['bad', CircleAlert, 'Complaint'],
  'auto-reply': ['quiet', Bot, 'Automatic reply'],
  unsubscribe: ['warn', UserX, 'Unsubscribe'],
  other: ['quiet', Mail, 'Other'],
};

export function InboundPill({ kind }: { kind: InboundKind }) {
  const [tone, icon, word] = looks[kind];
  return (
    <Pill tone={tone} icon={icon}>
      {word}
    </Pill>
  );
}
