import { describe, expect, it } from 'vitest';
import {
  audit,
  broken,
  DAY,
  GOOD,
  HOLDER,
  HOUR,
  history,
  KEY,
  MINUTE,
  outcome,
  type Step,
  spoiled,
  started,
  upTo,
} from './goodHistory.ts';

const OPERATOR = 'operator';
const alarmed = (at: number) =>
  audit('alert', { phase: 'outcome', result: 'ok', reason: 'shownAgain', at });

/** Another session gets the PIN, with its record, its alert and its notice. */
function anotherTurn(number: number, at: number, session: string): Step[] {
  const reservationId = `r${number}`;
  const noticeId = `again${number}`;
  return [
    { ...GOOD.reserved, reservationId, at },
    outcome('revealPin', HOLDER, at),
    alarmed(at),
    { ...GOOD.disclosed, noticeId },
    { ...GOOD.left, reservationId, session, at },
    { ...GOOD.disclosedMail, noticeId },
  ];
}

/** The PIN goes out by another way than to its holder. */
function wayOut(profileId: string, way: 'operator' | 'letter', action: string) {
  return {
    started: [started([], profileId)],
    reserved: [{ ...GOOD.reserved, way, toId: OPERATOR }],
    shown: [outcome(action, OPERATOR, MINUTE)],
    left: [{ ...GOOD.left, way, toId: OPERATOR }],
  } as const;
}

describe('the judge of PINs', () => {
  it('I6: catches a PIN that goes to somebody else, or that is another key’s', () => {
    const toStranger = { toId: 'x' };
    expect(
      broken(
        spoiled({
          reserved: [{ ...GOOD.reserved, ...toStranger }],
          shown: [outcome('revealPin', 'x')],
          left: [{ ...GOOD.left, ...toStranger }],
        }),
      ),
    ).toEqual(['I6']);
    expect(broken(spoiled({ left: [{ ...GOOD.left, ...toStranger }] }))).toContain('I6');
    expect(broken(spoiled({ reserved: [{ ...GOOD.reserved, pinHash: 'b' }] }))).toEqual(['I6']);
    const nobodys = { ...GOOD.left, enrolmentId: 'e9' };
    expect(broken(spoiled({ read: [nobodys, GOOD.read] }))).toEqual(['I6']);
  });

  it('I6: lets a lost answer be given again to the same session, and to no other', () => {
    const again = (session: string): Step[] => [
      GOOD.left,
      outcome('revealPin', HOLDER, MINUTE),
      { ...GOOD.left, session },
    ];
    expect(broken(spoiled({ left: again('s1') }))).toEqual([]);
    expect(broken(spoiled({ left: again('s2') }))).toEqual(['I6']);
  });

  it('I6: lets another session have it when the minute is over and somebody was alarmed', () => {
    const turn = anotherTurn(2, 2 * MINUTE, 's2');
    const second = { confirmed: [...turn, { ...GOOD.confirmed, reservationId: 'r2' }] };
    expect(broken(spoiled(second))).toEqual([]);
    expect(broken(spoiled({ confirmed: anotherTurn(2, 2 * MINUTE - 1, 's2') }))).toEqual(['I6']);
    const third = anotherTurn(3, 3 * MINUTE, 's3');
    const quiet = turn.filter((step) => !('action' in step && step.action === 'alert'));
    expect(broken(spoiled({ confirmed: [...quiet, ...third] }))).toEqual(['I6']);
    const fourth = anotherTurn(4, 4 * MINUTE, 's4');
    expect(broken(spoiled({ confirmed: [...turn, ...third] }))).toEqual([]);
    expect(broken(spoiled({ confirmed: [...turn, ...third, ...fourth] }))).toEqual(['I6']);
  });

  it('I6: counts the minute by clocks that may be apart', () => {
    const early = anotherTurn(2, MINUTE + 40_000, 's2');
    expect(broken(spoiled({ confirmed: early }))).toEqual(['I6']);
    const skewed = { kind: 'skewed', ms: -15_000 } as const;
    expect(broken(spoiled({ confirmed: [skewed, ...early] }))).toEqual([]);
  });

  it('I6: catches a PIN that is shown after it was seen, or leaves without a reservation', () => {
    const turn = anotherTurn(2, 2 * MINUTE, 's2');
    expect(broken(spoiled({ disclosedMail: [GOOD.disclosedMail, ...turn] }))).toEqual(['I6']);
    expect(broken(spoiled({ reserved: [] }))).toContain('I6');
    expect(broken(spoiled({ left: [{ ...GOOD.left, way: 'leak' }] }))).toContain('I6');
  });

  it('I6: catches a PIN that counts as seen by a session that did not get it', () => {
    expect(broken(spoiled({ confirmed: [{ ...GOOD.confirmed, reservationId: 'x' }] }))).toEqual([
      'I6',
    ]);
    expect(broken(spoiled({ left: [] }))).toEqual(['I6']);
  });

  it('I6: lets a PIN out by the way that its profile names, and by no other', () => {
    const told = wayOut('operator-tells', 'operator', 'showPinToOperator');
    const printed = wayOut('sealed-letter', 'letter', 'printPin');
    expect(broken(spoiled(told))).toEqual([]);
    expect(broken(spoiled(printed))).toEqual([]);
    expect(broken(spoiled({ ...told, started: [started()] }))).toEqual(['I6']);
    expect(broken(spoiled({ ...printed, started: told.started }))).toEqual(['I6']);
    expect(broken(spoiled({ started: printed.started }))).toEqual(['I6']);
  });

  it('I7: catches a PIN that leaves before its outcome is in the audit log', () => {
    expect(broken(spoiled({ shown: [], left: [GOOD.left, GOOD.shown] }))).toEqual(['I7']);
    expect(broken(spoiled({ left: [GOOD.left, GOOD.left] }))).toEqual(['I7']);
    expect(broken(spoiled({ shown: [outcome('revealPin', 'x')] }))).toEqual(['I7']);
  });

  it('I8: catches a PIN that can be had before its change is forced', () => {
    expect(broken(spoiled({ forced: [] }))).toEqual(['I8']);
    expect(broken(spoiled({ policyApplied: [] }))).toEqual(['I8']);
    expect(broken(spoiled({ proved: [GOOD.proved, GOOD.reserved] }))).toContain('I8');
    const skipped = { ...GOOD.policyApplied, skipped: ['forcePinChange'] };
    expect(broken(spoiled({ forced: [], policyApplied: [skipped] }))).toEqual([]);
  });
});

describe('the judge of shredding', () => {
  const shredAt = (at: number): Step => audit('shredPin', { phase: 'outcome', result: 'ok', at });
  const read = { ...GOOD.read, pinHash: null };

  it('I1: lets a PIN go an hour after it was seen, and not before', () => {
    expect(broken(spoiled({ read: [shredAt(MINUTE + HOUR), read] }))).toEqual([]);
    expect(broken(spoiled({ read: [shredAt(MINUTE + HOUR - 1), read] }))).toEqual(['I1']);
  });

  it('I1: lets a PIN that nobody saw go 30 days after the end, and not before', () => {
    const unseen = (at: number) => spoiled({ confirmed: [], read: [shredAt(at), read] });
    expect(broken(unseen(30 * DAY))).toEqual([]);
    expect(broken(unseen(30 * DAY - 1))).toEqual(['I1']);
  });

  it('I1: catches a PIN that still opens after it was destroyed', () => {
    expect(broken(spoiled({ read: [shredAt(MINUTE + HOUR), GOOD.read] }))).toEqual(['I1']);
  });
});

describe('the judge of mail', () => {
  it('I5: catches a notice that goes to somebody else, or to nobody', () => {
    expect(broken(spoiled({ boundMail: [{ ...GOOD.boundMail, toId: 'x' }] }))).toEqual(['I5']);
    expect(broken(spoiled({ boundMail: [] }))).toEqual(['I5']);
    expect(broken(spoiled({ disclosedMail: [] }))).toEqual(['I5']);
    expect(broken(spoiled({ boundMail: [] }), false)).toEqual([]);
    const theirs = { ...GOOD.bound, recipientId: 'x' };
    expect(
      broken(spoiled({ bound: [theirs], boundMail: [{ ...GOOD.boundMail, toId: 'x' }] })),
    ).toEqual(['I5']);
  });

  it('I5: lets a notice arrive twice', () => {
    expect(broken(spoiled({ boundMail: [GOOD.boundMail, GOOD.boundMail] }))).toEqual([]);
    // Two deliveries of one notice are not two notices.
    expect(
      broken(spoiled({ boundMail: [GOOD.boundMail, GOOD.boundMail], disclosedMail: [] })),
    ).toEqual(['I5']);
  });

  it('I5: catches a notice about what is not in the books yet', () => {
    const early = { finished: [GOOD.bound, GOOD.boundMail, GOOD.finished] };
    expect(broken(spoiled(early))).toEqual(['I5']);
    expect(broken(spoiled({ bound: [] }))).toContain('I5');
    const pinBefore = { reserved: [GOOD.disclosed, GOOD.disclosedMail, GOOD.reserved] };
    expect(broken(spoiled(pinBefore))).toEqual(['I5']);
  });

  it('I5: catches a PIN in a mail', () => {
    expect(broken(spoiled({ boundMail: [{ ...GOOD.boundMail, hasPin: true }] }))).toEqual(['I5']);
  });

  it('I5: wants alerts at their own address', () => {
    const alert = { ...GOOD.bound, noticeId: 'n9', about: 'alert', recipientId: null } as const;
    const mailTo = (toId: string | null) => ({ ...GOOD.boundMail, noticeId: 'n9', toId });
    expect(broken(spoiled({ read: [alert, mailTo(null), GOOD.read] }))).toEqual([]);
    expect(broken(spoiled({ read: [alert, mailTo(HOLDER), GOOD.read] }))).toEqual(['I5']);
  });
});

describe('the judge of second places', () => {
  const required = { kind: 'auditRequired' } as const;
  const carried = (behindSince: number | null, size = 9) =>
    ({ kind: 'carried', place: 'file', backend: 1, size, behindSince, at: 0 }) as const;

  it('I7: catches what is begun by a backend that knows of a place too far behind', () => {
    const begunAt = (at: number) =>
      spoiled({
        started: [required, GOOD.started],
        postIntent: [carried(0), audit('register', { at })],
      });
    expect(broken(begunAt(MINUTE))).toEqual([]);
    expect(broken(begunAt(MINUTE + 1))).toEqual(['I7']);
    const other = audit('register', { at: MINUTE + 1, backend: 2 });
    expect(
      broken(spoiled({ started: [required, GOOD.started], postIntent: [carried(0), other] })),
    ).toEqual([]);
  });

  it('I7: catches a backend that does not know of a place that is behind', () => {
    expect(broken(spoiled({ proved: [carried(null, 0), GOOD.proved] }))).toEqual(['I7']);
    expect(broken(spoiled({ proved: [carried(0, 0), GOOD.proved] }))).toEqual([]);
  });

  it('I7: catches a place that has not everything in the end, or not as it was', () => {
    const place = { kind: 'placeRead', place: 'file', problem: null, size: 2 } as const;
    expect(broken(spoiled({ read: [place, GOOD.read] }))).toEqual([]);
    expect(broken(spoiled({ read: [{ ...place, size: 1 }, GOOD.read] }))).toEqual(['I7']);
    expect(broken(spoiled({ read: [{ ...place, problem: 'gap' }, GOOD.read] }))).toEqual(['I7']);
  });
});

describe('the judge of a restored database', () => {
  const backedUp = { kind: 'backedUp' } as const;
  const restored = { kind: 'restored' } as const;
  const carried = { kind: 'carried', place: 'file', backend: 1, behindSince: 0, at: 0 } as const;

  it('I7: catches a backend that starts with less than its second place has', () => {
    const restart = (accepted: number, size = 1) =>
      spoiled({
        postStarted: [backedUp, GOOD.postStarted],
        postIntent: [
          GOOD.postIntent,
          { ...carried, size },
          restored,
          { kind: 'backendStarted', accepted },
          GOOD.postIntent,
        ],
        registered: [],
      }).slice(0, 18);
    expect(broken(restart(0), false)).toEqual(['I7']);
    expect(broken(restart(1), false)).toEqual([]);
    expect(broken(restart(0, 0), false)).toEqual([]);
  });

  it('knows what the books forgot, and what the world did not', () => {
    const back = [backedUp, GOOD.proved, restored, GOOD.proved] as const;
    const events = spoiled({ proved: back });
    // Both lines have the number that follows the line at the time of the backup.
    const lines = events.flatMap((event) => (event.kind === 'journal' ? [event] : []));
    const again = lines.findLastIndex(({ event }) => event.type === 'proved');
    const renumbered = events.map((event) => {
      const index = event.kind === 'journal' ? lines.indexOf(event) : -1;
      return event.kind === 'journal' && index >= again ? { ...event, seq: event.seq - 1 } : event;
    });
    expect(broken(renumbered)).toEqual([]);
    expect(broken(events)).toEqual(['I7']);
    const second = { ...GOOD.created, methodId: 'm2' };
    expect(broken(spoiled({ proved: [backedUp, restored, second, GOOD.proved] }))).toContain('I4');
  });

  it('leaves to people what a restore made the books forget, or end without doing anything', () => {
    const closed = { type: 'rolledBack', code: 'database_restored' } as const;
    const reset: Step[] = [
      { type: 'resetStarted' },
      { kind: 'keyReset', key: KEY, byUs: true },
      { type: 'finished' },
    ];
    // Not in the journal that came back: nobody knows that the key signs in.
    const forgotten = [...upTo('optionsIssued').slice(0, -1), backedUp];
    const rest = upTo('released').slice(forgotten.length - 1, -1);
    const events = [...forgotten, ...rest, restored];
    expect(broken([...events, ...history(reset)], false)).not.toContain('I3');
    expect(broken([...upTo('released'), ...history(reset)], false)).toContain('I3');
    // In the journal that came back, which ends there: the live method stays, and no other one comes.
    expect(broken(upTo('registered', [closed]))).toEqual([]);
    expect(broken(upTo('registered', [{ ...closed, code: 'cancelled' }]))).toEqual(['I11']);
    const second = { ...GOOD.created, methodId: 'm2' };
    expect(broken(upTo('registered', [closed, second]))).toContain('I4');
  });

  it('lets a PIN be shown again that was shown after the backup, and to nobody else', () => {
    const again = [GOOD.reserved, GOOD.shown, GOOD.left, GOOD.confirmed] as const;
    const before = { reserved: [backedUp, GOOD.reserved] };
    expect(broken(spoiled({ ...before, read: [restored, ...again, GOOD.read] }))).toEqual([]);
    const stranger = { ...GOOD.reserved, toId: 'x' };
    expect(broken(spoiled({ ...before, read: [restored, stranger, GOOD.read] }))).toEqual(['I6']);
  });
});
