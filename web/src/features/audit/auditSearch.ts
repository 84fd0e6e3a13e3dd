import type { AuditFilter } from '#shared/api/audit.ts';

/** What the page keeps in the address: a search can be sent to somebody, and a reload changes nothing. */
export interface AuditSearch {
  /** Days of the person's own calendar, both included. */
  readonly from?: string;
  readonly to?: string;
  readonly action?: string;
  readonly actor?: string;
  readonly holder?: string;
  readonly result?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const WORD = /^[A-Za-z_]{1,60}$/;

const CHECKS: Readonly<Record<keyof AuditSearch, (text: string) => boolean>> = {
  from: isDay,
  to: isDay,
  action: (text) => WORD.test(text),
  actor: (text) => GUID.test(text) || text === 'system',
  holder: (text) => GUID.test(text),
  result: (text) => WORD.test(text),
};

function isDay(text: string): boolean {
  return DAY.test(text) && !Number.isNaN(Date.parse(text));
}

/** Reads the address; what cannot be searched for is left out. */
export function readAuditSearch(search: Record<string, unknown>): AuditSearch {
  return Object.fromEntries(
    Object.entries(CHECKS).flatMap(([name, isGood]) => {
      const value = search[name];
      return typeof value === 'string' && isGood(value) ? [[name, value]] : [];
    }),
  );
}

/** The search as the backend takes it: from the first moment of a day to the last one of another. */
export function filterOf({ from, to, ...rest }: AuditSearch): AuditFilter {
  return {
    ...rest,
    ...(from === undefined ? {} : { from: startOfDay(from, 0) }),
    ...(to === undefined ? {} : { to: startOfDay(to, 1) }),
  };
}

function startOfDay(day: string, later: number): string {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + later);
  return date.toISOString();
}
