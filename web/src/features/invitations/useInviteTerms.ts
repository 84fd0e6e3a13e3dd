import { useState } from 'react';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import { useProfiles } from '#web/app/profiles/useProfiles.ts';
import { useInviteTimes } from './PassTimesFields.tsx';

const DAY_MS = 24 * 3_600_000;
const DEFAULT_DAYS = '7';
const AAGUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SERIAL = /^[A-Za-z0-9-]{1,40}$/;

/** Whether somebody far away can follow a profile: an operator, or a letter, is nowhere near. */
function isRemote({ pin }: EnrolmentProfile): boolean {
  return pin.source !== 'random' || (pin.disclosure ?? 'holderOnly') === 'holderOnly';
}

/** What is typed about the invitations to come, and what it comes to. */
export function useInviteTerms() {
  const known = useProfiles();
  const [profileId, setProfileId] = useState<string | null>(null);
  const [serial, setSerial] = useState('');
  const [aaguid, setAaguid] = useState('');
  const [message, setMessage] = useState('');
  const [days, setDays] = useState(DEFAULT_DAYS);
  const [replacePass, setReplacePass] = useState(false);
  const times = useInviteTimes();
  const profiles = (known.data ?? []).filter(isRemote);
  const profile = profiles.find(({ id }) => id === profileId) ?? profiles[0] ?? null;
  const model = aaguid.trim().toLowerCase();
  // One paragraph: what a text field of several lines breaks is a blank.
  const said = message.replaceAll(/\s+/g, ' ').trim();
  return {
    ...{ known, profiles, profile, setProfileId, serial, setSerial, aaguid, setAaguid },
    ...{ message, setMessage, days, setDays, replacePass, setReplacePass, times },
    isModelBad: model !== '' && !AAGUID.test(model),
    isSerialBad: serial.trim() !== '' && !SERIAL.test(serial.trim()),
    /** As they are sent; null without a profile. */
    terms: () =>
      profile === null
        ? null
        : {
            profileId: profile.id,
            profileVersion: profile.version,
            expectedAaguid: model === '' ? null : model,
            message: said === '' ? null : said,
            expiresAt: new Date(Date.now() + Number(days) * DAY_MS).toISOString(),
            pass: times.value,
            replacePass,
          },
  };
}

export type InviteTerms = ReturnType<typeof useInviteTerms>;
