import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import { formatProfileFile } from '#shared/enrolment/profileFile.ts';
import { saveFile } from '#web/app/saveFile.ts';

const MAX_NAME = 40;

/** Hands a profile to the browser's downloads. */
export function exportProfile(profile: EnrolmentProfile): void {
  saveFile({
    file: new Blob([formatProfileFile(profile)], { type: 'application/json' }),
    fileName: exportFileName(profile),
  });
}

/** A name that every file system takes. */
export function exportFileName({ name, version }: EnrolmentProfile): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, MAX_NAME);
  return `keywright-profile-${plain === '' ? 'unnamed' : plain}-v${version}.json`;
}
