import {
  Ban,
  CheckCheck,
  ClipboardPen,
  Download,
  Filter,
  Globe,
  Inbox,
  LayoutDashboard,
  ListChecks,
  MessagesSquare,
  Send,
  Settings,
  ShieldCheck,
  Upload,
  Users,
  Workflow,
  type LucideIcon,
} from 'lucide-react';

export interface NavigationLink {
  to: string;
  label: string;
  icon: LucideIcon;
  /** Shown in the bottom bar of a phone, which has room for five. */
  onPhone: boolean;
  /** Paths that belong to this entry besides its own. */
  also?: readonly string[];
}

export const navigationLinks: readonly NavigationLink[] = [
  { to: '/', label: 'Overview', icon: LayoutDashboard, onPhone: true },
  { to: '/sequences', label: 'Sequences', icon: Workflow, onPhone: true, also: ['/enrollments'] },
  { to: '/approvals', label: 'Approvals', icon: CheckCheck, onPhone: false },
  { to: '/people', label: 'People', icon: Users, onPhone: true, also: ['/fields'] },
  { to: '/segments', label: 'Segments', icon: Filter, onPhone: false },
  { to: '/lists', label: 'Lists', icon: ListChecks, onPhone: false },
  { to: '/forms', label: 'Forms', icon: ClipboardPen, onPhone: false },
  { to: '/topics', label: 'Topics', icon: MessagesSquare, onPhone: false },
  { to: '/suppression', label: 'Suppression', icon: Ban, onPhone: false },
  { to: '/imports', label: 'Imports', icon: Upload, onPhone: false },
  { to: '/exports', label: 'Exports', icon: Download, onPhone: false },
  { to: '/privacy', label: 'Privacy', icon: ShieldCheck, onPhone: false },
  { to: '/messages', label: 'Messages', icon: Send, onPhone: false },
  { to: '/mailbox', label: 'Mailbox', icon: Inbox, onPhone: true },
  { to: '/domains', label: 'Domains', icon: Globe, onPhone: false },
  { to: '/settings', label: 'Settings', icon: Settings, onPhone: true },
];

/** The entries that a phone reaches from the pages of People and Sequences. */
export const phoneSiblings: Readonly<Record<string, readonly string[]>> = {
  '/sequences': ['/approvals'],
  '/people': ['/segments', '/lists', '/forms', '/imports', '/exports', '/topics', '/suppression', '/privacy'],
  '/mailbox': ['/messages'],
  '/settings': ['/domains'],
};

/** Whether `pathname` lies under this entry. */
export function isUnder({ to, also = [] }: NavigationLink, pathname: string): boolean {
  if (to === '/') return pathname === '/';
  return [to, ...also].some((path) => pathname === path || pathname.startsWith(`${path}/`));
}
