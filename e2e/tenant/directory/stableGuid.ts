import { createHash } from 'node:crypto';

/** The same label gives the same GUID in every run, so that tests and bookmarks survive a restart. */
export function stableGuid(label: string): string {
  const hex = createHash('sha256').update(`keywright-demo:${label}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
