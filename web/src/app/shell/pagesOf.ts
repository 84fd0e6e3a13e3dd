import {
  CircleCheck,
  Hourglass,
  KeyRound,
  ListChecks,
  Mail,
  MonitorCheck,
  ScrollText,
  ShieldCheck,
  SlidersHorizontal,
  Trash2,
  Users,
  UserX,
} from 'lucide-react';
import type { Role } from '#shared/api/session.ts';
import { appMessages as words } from '#web/presentation/messages.app.ts';

const PAGES = [
  { to: '/station', label: words.station, icon: MonitorCheck, roles: ['Admin', 'Operator'] },
  { to: '/batch', label: words.batch, icon: ListChecks, roles: ['Admin', 'Operator'] },
  {
    to: '/people',
    label: words.people,
    icon: Users,
    roles: ['Admin', 'Operator', 'Helpdesk', 'Auditor'],
  },
  {
    to: '/unfinished',
    label: words.unfinished,
    icon: Hourglass,
    roles: ['Admin', 'Operator', 'Helpdesk', 'Auditor'],
  },
  {
    to: '/invitations',
    label: words.invitations,
    icon: Mail,
    roles: ['Admin', 'Operator', 'Helpdesk', 'Auditor'],
  },
  {
    to: '/profiles',
    label: words.profiles,
    icon: SlidersHorizontal,
    roles: ['Admin', 'Operator', 'Helpdesk', 'Auditor'],
  },
  { to: '/removals', label: words.removals, icon: Trash2, roles: ['Admin', 'Operator', 'Auditor'] },
  { to: '/approvals', label: words.approvals, icon: CircleCheck, roles: ['Admin', 'Operator'] },
  { to: '/readiness', label: words.readiness, icon: ShieldCheck, roles: ['Admin', 'Auditor'] },
  { to: '/audit', label: words.audit, icon: ScrollText, roles: ['Admin', 'Auditor'] },
  { to: '/operators', label: words.operators, icon: UserX, roles: ['Admin'] },
  { to: '/my-keys', label: words.myKeys, icon: KeyRound, roles: null },
] as const;

type Page = (typeof PAGES)[number];

/** The pages a person's roles let them use, the one they came for first. The backend decides again on every call. */
export function pagesOf(roles: readonly Role[]): readonly Page[] {
  return PAGES.filter(
    (page) => page.roles === null || page.roles.some((role) => roles.includes(role)),
  );
}

/** Whether a person's roles let them use a page. */
export function mayUse(to: Page['to'], roles: readonly Role[]): boolean {
  return pagesOf(roles).some((page) => page.to === to);
}
