import type { Mutant } from './mutant.ts';

const SHARED = 'shared/enrolment';
const BFF = 'bff/src';

/** Rules of what comes after an enrolment, and of what nobody asked for: PINs, mail, sweeps, audit. */
export const AFTERWARDS_MUTANTS: readonly Mutant[] = [
  {
    name: 'mailBeforeTheBooks',
    rule: 'a notice is written with what it tells of, or not at all',
    near: { scenario: 'fresh key', fault: 'backendDies at journal:finished/before' },
    edits: [
      {
        file: `${BFF}/enrolment/backendActions.ts`,
        find: "  await open.append({ type: 'finished' }, async (queries) => {\n",
        replace: `  await parts.store.transaction((queries) =>
    parts.outbox.add(queries, {
      recipientId: holder.id,
      notice: { kind: 'keyBound', key: { productName, serial }, at: at.toISOString() },
    }),
  );
  await open.append({ type: 'finished' }, async (queries) => {
`,
      },
    ],
  },
  {
    name: 'noticeForTheOperator',
    rule: 'a notice is for the holder',
    edits: [
      {
        file: `${BFF}/myKeys/noteKeyEvent.ts`,
        find: '    recipientId: facts.holderId,\n',
        replace: '    recipientId: facts.actorId,\n',
      },
    ],
  },
  {
    name: 'mailNotSentAgain',
    rule: 'a mail that nobody took over is sent again',
    near: { scenario: 'fresh key', fault: 'mailRefused' },
    edits: [
      {
        file: `${BFF}/mail/deliverMail.ts`,
        find: "    await (isLate ? end(parts, row, 'dropped') : putOff(parts, row));",
        replace: "    await (isLate ? putOff(parts, row) : end(parts, row, 'dropped'));",
      },
    ],
  },
  {
    name: 'revealWithoutReservation',
    rule: 'a PIN that is out is one session’s',
    near: { scenario: 'PIN by letter' },
    edits: [
      {
        file: `${BFF}/escrow/pinEscrow.ts`,
        find: "          state: 'reserved',\n",
        replace: "          state: 'waiting',\n",
      },
    ],
  },
  {
    name: 'anyWayOut',
    rule: 'a PIN goes out only in the way that its profile names',
    edits: [
      {
        file: `${BFF}/escrow/decideDisclosure.ts`,
        find: '  const isTheWay = facts.disclosure === NEEDED[request.to];',
        replace: '  const isTheWay = NEEDED[request.to] !== undefined;',
      },
    ],
  },
  {
    name: 'outcomeAfterThePin',
    rule: 'the outcome is in the audit log before the PIN leaves',
    edits: [
      {
        file: `${BFF}/enrolment/pinDesk.ts`,
        find: `    await audit.append(queries, {
      ...record,
      phase: 'outcome',
      result: decision.kind === 'refuse' ? decision.code : 'ok',
      ...(facts !== null && { keySerial: facts.key.serial, keyAaguid: facts.aaguid }),
    });
    if (decision.kind !== 'repeat'`,
        replace: `    const outcome = { ...record, phase: 'outcome', result: 'ok' } as const;
    setTimeout(() => void store.transaction((own) => audit.append(own, outcome)).catch(() => undefined), 50);
    if (decision.kind !== 'repeat'`,
      },
    ],
  },
  {
    name: 'shreddedTooEarly',
    rule: 'a PIN stays for an hour after it was seen',
    edits: [
      {
        file: `${BFF}/jobs/shredder.ts`,
        find: 'const AFTER_REVEAL_MS = 3_600_000;',
        replace: 'const AFTER_REVEAL_MS = 0;',
      },
    ],
  },
  {
    name: 'shreddedInTheBooksAlone',
    rule: 'a destroyed PIN does not open',
    edits: [
      {
        file: `${BFF}/escrow/destroyPin.ts`,
        find: ".set({ state: 'shredded', wrappedKey: null, ciphertext: null, shreddedAt: at })",
        replace: ".set({ state: 'shredded', shreddedAt: at })",
      },
      {
        file: `${BFF}/jobs/shredder.ts`,
        find: '        isNotNull(escrow.wrappedKey),',
        replace: "        sql.raw(`escrow.state <> 'shredded'`),",
      },
    ],
  },
  {
    name: 'noLeaseFence',
    rule: 'whoever lost a lease writes nothing more',
    near: { scenario: 'two sweepers' },
    edits: [
      {
        file: `${BFF}/jobs/leasedEnrolment.ts`,
        find: 'await work(leases.fence(hold, lease));',
        replace: 'await work(hold);',
      },
    ],
  },
  {
    name: 'absentAfterOneLook',
    rule: 'a POST is repeated only after two looks, a settling time apart',
    near: { scenario: 'lost POST' },
    edits: [
      {
        file: `${SHARED}/lookTwice.ts`,
        find: '  if (others.some((other) => msUntil(other, settledAt) >= 0)) return null;',
        replace: '  if (others.length >= 0) return null;',
      },
    ],
  },
  {
    name: 'gateNotAsked',
    rule: 'nothing is begun while a second place of the audit log is too far behind',
    layer: 'L9',
    near: { scenario: 'fresh key', fault: 'sinkRefuses at audit:setPin' },
    edits: [
      {
        file: `${BFF}/audit/auditLog.ts`,
        find: "      if (entries.some(({ phase }) => phase === 'intent')) gate?.check();\n",
        replace: '',
      },
    ],
  },
  {
    name: 'restoreUnnoticed',
    rule: 'an older database does not start before somebody accepts what was lost',
    layer: 'L9',
    near: { scenario: 'fresh key', fault: 'backsUp' },
    edits: [
      {
        file: `${BFF}/audit/checkRestored.ts`,
        find: '    if (refused !== undefined) {',
        replace: '    if (refused !== undefined && check.isRequired === null) {',
      },
    ],
  },
  {
    name: 'goesOnAfterARestore',
    rule: 'what was open in an older database ends there',
    layer: 'L9',
    near: { scenario: 'fresh key', fault: 'backsUp at journal:credentialMade' },
    edits: [
      {
        file: `${BFF}/audit/checkRestored.ts`,
        find: '    await check.whenAccepted(queries);\n',
        replace: '',
      },
    ],
  },
];
