import { lazy, Suspense } from 'react';
import type { Enrolment } from '#shared/api/enrolments.ts';
import { Notice } from '#web/components/Notice.tsx';
import { stationMessages as words } from '#web/presentation/messages.station.ts';

// Most PINs are seen by their holders alone.
const HandOverPin = lazy(async () => ({
  default: (await import('#web/app/pins/HandOverPin.tsx')).HandOverPin,
}));

/** The end of an enrolment: how the holder gets the PIN, what the key is called, what it cannot do. */
export function DoneWords({ enrolment }: { readonly enrolment: Enrolment }) {
  const { holder, pinDelivery, displayName, policySkipped, steps, lastFailure } = enrolment;
  const isOldKept = steps.some(({ name, state }) => name === 'oldKeys' && state === 'failed');
  const delivery = words.done[pinDelivery];
  const by =
    pinDelivery === 'operatorTells' ? 'operator' : pinDelivery === 'letter' ? 'letter' : null;
  return (
    <div className="flex flex-col gap-3">
      <Notice tone="good" title={words.done.title(holder.displayName)}>
        <p>{typeof delivery === 'string' ? delivery : delivery(holder.displayName)}</p>
        {displayName !== null && (
          <p className="text-muted">
            {words.done.registeredAs} <bdi>“{displayName}”</bdi>.
          </p>
        )}
      </Notice>
      {by !== null && (
        <Suspense>
          <HandOverPin
            enrolmentId={enrolment.id}
            by={by}
            holderId={holder.id}
            holderName={holder.displayName}
            keyName={enrolment.key?.productName ?? words.unknownKey}
          />
        </Suspense>
      )}
      {isOldKept && (
        <Notice tone="warning">
          <p>{lastFailure === 'last_key' ? words.done.lastKept : words.done.oldKept}</p>
        </Notice>
      )}
      {policySkipped.length > 0 && (
        <Notice tone="warning">
          <p>{words.done.skipped(policySkipped.map(itemWords).join(', '))}</p>
        </Notice>
      )}
    </div>
  );
}

function itemWords(item: string): string {
  const known: Readonly<Record<string, string>> = words.skippedItems;
  return known[item] ?? item;
}
