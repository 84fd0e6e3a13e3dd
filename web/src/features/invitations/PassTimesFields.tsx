import { useState } from 'react';
import type { PassPolicy, PassTimes } from '#shared/api/invitations.ts';
import { TextField } from '#web/components/TextField.tsx';
import { invitationMessages as words } from '#web/presentation/messages.invitations.ts';

/** What is typed about a pass's times, and what it comes to. */
export interface InviteTimes {
  readonly start: string;
  readonly setStart: (text: string) => void;
  readonly lifetime: string;
  readonly setLifetime: (text: string) => void;
  readonly value: PassTimes;
}

/** Keeps what is typed; empty means as the policy says, and at once. */
export function useInviteTimes(): InviteTimes {
  const [start, setStart] = useState('');
  const [lifetime, setLifetime] = useState('');
  const minutes = Number(lifetime);
  return {
    ...{ start, setStart, lifetime, setLifetime },
    value: {
      // The field's text is this computer's own time.
      ...(start !== '' && { startsAt: new Date(start).toISOString() }),
      ...(lifetime !== '' && Number.isInteger(minutes) && { lifetimeMinutes: minutes }),
    },
  };
}

interface PassTimesFieldsProps {
  readonly times: InviteTimes;
  /** Null where it was not asked for yet. */
  readonly policy: PassPolicy | null;
}

/** When an access pass begins and how long it lives. */
export function PassTimesFields({ times, policy }: PassTimesFieldsProps) {
  return (
    <div className="grid gap-4 wide:grid-cols-2">
      <TextField
        label={words.passStart}
        help={words.passStartHelp}
        type="datetime-local"
        value={times.start}
        onChange={(event) => times.setStart(event.currentTarget.value)}
      />
      <TextField
        label={words.passLifetime}
        help={
          policy === null
            ? words.lifetimeUnknown
            : words.lifetimeHelp(
                policy.minimumLifetimeMinutes,
                policy.maximumLifetimeMinutes,
                policy.defaultLifetimeMinutes,
              )
        }
        type="number"
        inputMode="numeric"
        min={policy?.minimumLifetimeMinutes ?? 10}
        max={policy?.maximumLifetimeMinutes ?? 43_200}
        value={times.lifetime}
        onChange={(event) => times.setLifetime(event.currentTarget.value)}
      />
    </div>
  );
}
