import type { Mutant } from './mutant.ts';

const SHARED = 'shared/enrolment';
const BFF = 'bff/src';

/** Rules of the way from a fresh key to a finished enrolment. */
export const FORWARD_MUTANTS: readonly Mutant[] = [
  {
    name: 'pinBeforeEscrow',
    rule: 'the PIN is put away before it is set',
    edits: [
      {
        file: `${BFF}/enrolment/backendActions.ts`,
        find: `  await open.append({ type: 'pinEscrowed', escrowId }, (queries) =>
    parts.escrow.seal(queries, owner, {
      id: escrowId,
      pin,
`,
        replace: `  const later = drawPin({ ...profile.pin, length }, (count) => parts.crypto.randomBytes(count));
  Object.assign(globalThis, { pinInMemory: pin });
  await open.append({ type: 'pinEscrowed', escrowId }, (queries) =>
    parts.escrow.seal(queries, owner, {
      id: escrowId,
      pin: later,
`,
      },
      {
        file: `${BFF}/enrolment/pinSession.ts`,
        find: '  const made = use(session, pin.reveal());',
        replace:
          '  const made = use(session, (Reflect.get(globalThis, "pinInMemory") ?? pin).reveal());',
      },
    ],
  },
  {
    name: 'newPinOnEveryTry',
    rule: 'one PIN for an enrolment, used again on every try',
    edits: [
      {
        file: `${BFF}/enrolment/pinSession.ts`,
        find: '    const padded = padPin(pin);',
        replace: '    const padded = padPin([...pin].reverse().join(""));',
      },
    ],
  },
  {
    name: 'noBinding',
    rule: 'only the bound key is touched',
    edits: [
      {
        file: `${SHARED}/keyIdentity.ts`,
        find: '  if (a.serial !== null && b.serial !== null) return a.serial === b.serial;',
        replace: '  if (a.serial !== null && b.serial !== null) return true;',
      },
    ],
  },
  {
    name: 'noLookBeforeRepeat',
    rule: 'a POST without an answer is looked for before it is repeated',
    near: { scenario: 'lost POST' },
    edits: [
      {
        file: `${SHARED}/nextRegistrationAction.ts`,
        find: "    case 'unknown': {",
        replace: "    case 'unknown': {\n      if (options !== null) return voided();",
      },
    ],
  },
  {
    name: 'noQuarantine',
    rule: 'absent means twice absent, a settling time apart',
    near: { scenario: 'lost POST' },
    edits: [
      {
        file: `${SHARED}/nextRegistrationAction.ts`,
        find: '      const unsettled = lookTwice(post.absentSince, seen, look);',
        replace:
          '      if (post.absentSince.length > 0) return voided();\n      const unsettled = lookTwice(post.absentSince, seen, look);',
      },
    ],
  },
  {
    name: 'oldKeysBeforeProof',
    rule: 'old keys go only after the new one is proven',
    edits: [
      {
        file: `${SHARED}/nextAction.ts`,
        find: '  if (state.methodId !== null && state.proved && state.policyApplied) return lastSteps(state);',
        replace: `  if (state.methodId !== null && lastSteps(state).kind === 'removeOldKey') return lastSteps(state);
  if (state.methodId !== null && state.proved && state.policyApplied) return lastSteps(state);`,
      },
    ],
  },
  {
    name: 'forceNotReadBack',
    rule: 'the forced change of the PIN is read back before the PIN can be had',
    edits: [
      {
        file: `${SHARED}/nextAction.ts`,
        find: '  const isSet = policyGap(state.profile, key).missing.length === 0;',
        replace: '  const isSet = policyGap(state.profile, key).missing.length >= 0;',
      },
    ],
  },
  {
    name: 'forceBeforeProof',
    rule: 'the change of the PIN is forced last, when no token is needed any more',
    edits: [
      {
        file: `${SHARED}/nextAction.ts`,
        find: '  return state.proved ? nextPolicyAction(state, key, seen) : nextProofAction(state, key);',
        replace:
          '  return state.proved || policyGap(state.profile, key).missing.length > 0 ? nextPolicyAction(state, key, seen) : nextProofAction(state, key);',
      },
      {
        file: `${BFF}/enrolment/acceptEvent.ts`,
        find: '      expect(state.proved && !state.policyApplied && body.key !== undefined);',
        replace: '      expect(!state.policyApplied && body.key !== undefined);',
      },
    ],
  },
  {
    name: 'releasedAtOnce',
    rule: 'no PIN can be had before the enrolment is finished',
    near: { scenario: 'cancelled' },
    edits: [
      {
        file: `${BFF}/escrow/pinEscrow.ts`,
        find: "    state: 'sealed',",
        replace: "    state: 'waiting',",
      },
      {
        file: `${BFF}/enrolment/pinDesk.ts`,
        find: '  const [row] = await queries',
        replace: "  const [row = { productName: '', serial: null, aaguid: '' }] = await queries",
      },
    ],
  },
  {
    name: 'journalAfterPost',
    rule: 'the journal says postStarted before anything is posted',
    edits: [
      {
        file: `${BFF}/enrolment/registerCredential.ts`,
        find: "  await open.append({ type: 'postStarted', displayName });\n",
        replace: '',
      },
      {
        file: `${BFF}/enrolment/registerCredential.ts`,
        find: '    await open.append(registeredAs(passkey), undefined, { graphRequestId });\n',
        replace:
          "    await open.append({ type: 'postStarted', displayName });\n    await open.append(registeredAs(passkey), undefined, { graphRequestId });\n",
      },
    ],
  },
  {
    name: 'setPinUnannounced',
    rule: 'the journal says pinSetStarted before the PIN is set',
    edits: [
      {
        file: `${SHARED}/nextPinAction.ts`,
        find: "  return state.pin === 'started'\n",
        replace: "  return state.pin !== 'rejected'\n",
      },
      {
        file: `${BFF}/enrolment/acceptEvent.ts`,
        find: "      expect(state.pin === 'started' && state.credential === null);",
        replace: '      expect(state.credential === null);',
      },
    ],
  },
  {
    name: 'resetUnannounced',
    rule: 'the journal says resetStarted before the key is erased',
    edits: [
      {
        file: `${SHARED}/nextPinAction.ts`,
        find: "  if (state.reset === 'confirmed') return { actor: 'backend', kind: 'startReset' };",
        replace: "  if (state.reset === 'confirmed') return { actor: 'page', kind: 'resetKey' };",
      },
    ],
  },
  {
    name: 'resetOfALiveKey',
    rule: 'a key that signs somebody in is not erased',
    near: { scenario: 'somebody else’s key' },
    edits: [
      {
        file: `${BFF}/enrolment/bindKey.ts`,
        find: "    if (await livesElsewhere(parts, open, key)) return 'key_in_use_elsewhere';\n",
        replace: '    await livesElsewhere(parts, open, key);\n',
      },
    ],
  },
];
