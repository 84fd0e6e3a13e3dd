import type { PinEscrow } from '#bff/escrow/pinEscrow.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { HistoryEvent } from '../history/historyEvent.ts';
import { pinHashOf } from './pinHash.ts';
import type { Point } from './probe.ts';

/** What the watcher of an escrow tells, and who may object by throwing. */
export interface EscrowWatch {
  note(queries: Queries, event: HistoryEvent): void;
  reach(name: keyof PinEscrow, point: Point): void;
  now(): number;
  /** A PIN that must be seen nowhere but where it belongs. */
  isSecret(pin: string): void;
}

/** Wraps an escrow: what is put in, let out and seen gets into the history with its transaction. */
export function watchEscrow(escrow: PinEscrow, watch: EscrowWatch): PinEscrow {
  const { note, reach, now } = watch;
  return {
    async seal(queries, owner, entry) {
      reach('seal', 'before');
      const pin = entry.pin.reveal();
      watch.isSecret(pin);
      await escrow.seal(queries, owner, entry);
      note(queries, { kind: 'escrowSealed', ...owner, pinHash: pinHashOf(pin) });
    },
    async open(queries, owner) {
      reach('open', 'before');
      return escrow.open(queries, owner);
    },
    async release(queries, enrolmentId) {
      reach('release', 'before');
      await escrow.release(queries, enrolmentId);
      note(queries, { kind: 'escrowReleased', enrolmentId });
    },
    async disclose(queries, enrolmentId, request, reservationId) {
      reach('disclose', 'before');
      const disclosure = await escrow.disclose(queries, enrolmentId, request, reservationId);
      const { decision, reserved } = disclosure;
      if (decision.kind === 'reserve' && reserved !== null) {
        note(queries, {
          kind: 'pinReserved',
          enrolmentId,
          way: request.to,
          toId: request.viewerId,
          reservationId: reserved.reservationId,
          pinHash: pinHashOf(reserved.pin.reveal()),
          at: now(),
        });
      }
      return disclosure;
    },
    async confirm(queries, enrolmentId, reservationId, request) {
      reach('confirm', 'before');
      const confirmed = await escrow.confirm(queries, enrolmentId, reservationId, request);
      note(queries, { kind: 'pinConfirmed', enrolmentId, reservationId, at: now() });
      return confirmed;
    },
  };
}
