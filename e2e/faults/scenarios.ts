import { LONELY_SCENARIOS } from './lonelyScenarios.ts';
import type { Play } from './play.ts';
import { at, type Scenario } from './scenario.ts';

const PAST_PIN = '84013957';

/** The key had a life before. */
async function usedKey({ key }: Play): Promise<void> {
  key.takeForeignPin(PAST_PIN);
}

/** The first key that the operator takes is enrolled for somebody: they have to take another one. */
function enrolledFor(owner: (play: Play) => string) {
  return async (play: Play): Promise<void> => {
    const { holderId } = play;
    await play.enrolFirst(owner(play));
    play.holderId = holderId;
  };
}

const ATTENDED: readonly Scenario[] = [
  { name: 'fresh key, sealed PIN', profileId: 'new-colleague', mustFinish: true },
  { name: 'used key, reset', profileId: 'new-colleague', prepare: usedKey, mustFinish: true },
  {
    name: 'the wrong key for a moment',
    profileId: 'new-colleague',
    script: [at('journal', 'pinEscrowed', 'after', 'swap')],
  },
  {
    name: 'replacement of two old keys',
    mustFinish: true,
    profileId: 'replacement',
    prepare: async (play) => {
      play.giveOldMethods(2);
    },
  },
  {
    name: 'more old keys than a request has room for',
    mustFinish: true,
    profileId: 'new-colleague',
    prepare: async (play) => {
      play.giveOldMethods(9);
    },
  },
  {
    name: 'an old key that Entra does not let go',
    profileId: 'replacement',
    prepare: async (play) => {
      play.giveOldMethods(1);
    },
    script: [at('graph', 'deletePasskey', 'before', 'refused')],
  },
  {
    name: 'typed by the holder',
    mustFinish: true,
    profileId: 'holder-present',
    pins: ['1234', '73914682'],
  },
  {
    name: 'key that keeps its PIN, once mistyped',
    mustFinish: true,
    profileId: 'keep-pin',
    prepare: usedKey,
    pins: ['00000000', PAST_PIN],
  },
  {
    name: 'cancelled after registration',
    profileId: 'new-colleague',
    script: [at('journal', 'proofAsked', 'after', 'cancelElsewhere')],
  },
  {
    name: 'cancelled with a credential that Entra never got',
    profileId: 'new-colleague',
    script: [at('graph', 'createPasskey', 'before', 'refused')],
  },
  {
    name: 'proof that fails',
    profileId: 'new-colleague',
    prepare: async ({ key }) => {
      key.software.faults.add({ kind: 'badAssertionSignature' });
    },
  },
  {
    name: 'throttled POST',
    profileId: 'new-colleague',
    script: [at('graph', 'createPasskey', 'before', 'throttled')],
  },
  {
    name: 'lost POST, looked for twice',
    profileId: 'new-colleague',
    script: [at('graph', 'createPasskey', 'before', 'cutBefore')],
  },
  {
    name: 'POST without an answer, list behind',
    profileId: 'new-colleague',
    script: [at('graph', 'createPasskey', 'before', 'cutAfterStale')],
  },
  {
    name: 'lost POST and a challenge that ran out',
    profileId: 'new-colleague',
    script: [
      at('graph', 'createPasskey', 'before', 'cutBefore'),
      at('journal', 'postStarted', 'after', 'late'),
    ],
  },
  {
    name: 'somebody else set a PIN meanwhile',
    profileId: 'new-colleague',
    script: [at('key', 'clientPin.setPIN', 'before', 'foreignPin')],
  },
  {
    name: 'the operator’s own key',
    profileId: 'new-colleague',
    mustNeed: 'otherKey',
    prepare: enrolledFor(({ desk }) => desk.operatorId),
  },
  {
    name: 'somebody else’s key',
    profileId: 'new-colleague',
    mustNeed: 'otherKey',
    prepare: enrolledFor(({ world }) => world.holders[1] ?? ''),
  },
  {
    name: 'cancelled before anything is registered',
    profileId: 'new-colleague',
    script: [at('call', 'pinAuth', 'before', 'cancel')],
  },
  {
    name: 'cancelled while the key makes its passkey',
    profileId: 'new-colleague',
    script: [at('key', 'makeCredential', 'after', 'cancel')],
  },
  {
    name: 'cancelled while a key of a typed PIN makes its passkey',
    profileId: 'holder-present',
    script: [at('key', 'makeCredential', 'after', 'cancel')],
  },
  { name: 'PIN by letter', profileId: 'sealed-letter' },
  { name: 'PIN told by the operator', profileId: 'operator-tells' },
  {
    name: 'invited, with the answer of the first pass lost',
    profileId: 'new-colleague',
    isInvited: true,
    mustFinish: true,
    script: [at('graph', 'create', 'before', 'cutAfter')],
  },
  {
    name: 'PIN whose answer is lost',
    profileId: 'new-colleague',
    script: [at('call', 'revealPin', 'after', 'linkCut')],
  },
  {
    name: 'PIN whose page is closed before it is seen',
    profileId: 'new-colleague',
    script: [at('call', 'revealPin', 'after', 'pageDies')],
  },
];

/** The scenarios of all layers. */
export const SCENARIOS: readonly Scenario[] = [...ATTENDED, ...LONELY_SCENARIOS];
