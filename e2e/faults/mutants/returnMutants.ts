import type { Mutant } from './mutant.ts';

const SHARED = 'shared/enrolment';
const BFF = 'bff/src';

/** Rules of taking back, of trying again, and of who gets what. */
export const RETURN_MUTANTS: readonly Mutant[] = [
  {
    name: 'keyCleanedBeforeEntra',
    rule: 'what is taken back goes from the directory first',
    near: { scenario: 'cancelled' },
    edits: [
      {
        file: `${SHARED}/nextUndoAction.ts`,
        find: '  if (state.methodId !== null) {\n    return {',
        replace:
          '  if (state.methodId !== null && (credential === null || state.keyGivenUp)) {\n    return {',
      },
      {
        file: `${SHARED}/leftovers.ts`,
        find: '  const made = methodId === null ? credential?.credentialId : undefined;',
        replace:
          '  const made = methodId === null || state.cancelled ? credential?.credentialId : undefined;',
      },
    ],
  },
  {
    name: 'unheardLeft',
    rule: 'what a key may have made unheard is looked for before an enrolment ends',
    edits: [
      {
        file: `${SHARED}/nextUndoAction.ts`,
        find: '  if (!mayHoldLeftovers(state)) return rollBack(null);',
        replace: '  if (leftoverIds(state).length === 0) return rollBack(null);',
      },
    ],
  },
  {
    name: 'undoForgetsEntra',
    rule: 'what is taken back is gone from the directory',
    near: { scenario: 'cancelled' },
    edits: [
      {
        file: `${BFF}/enrolment/backendActions.ts`,
        find: '        await deletePasskey(parts, open.state.holder.id, action.methodId),\n',
        replace: '',
      },
    ],
  },
  {
    name: 'undoUnannounced',
    rule: 'no effect without an intent in the audit log',
    near: { scenario: 'cancelled' },
    edits: [
      {
        file: `${BFF}/enrolment/backendActions.ts`,
        find: "      await open.noteIntent('undoRegistration', { methodId: action.methodId });\n",
        replace: '',
      },
    ],
  },
  {
    name: 'sealedPinTriedAgain',
    rule: 'a sealed PIN that the key refused is not tried again',
    near: { scenario: 'somebody else set' },
    edits: [
      {
        file: `${SHARED}/nextPinAction.ts`,
        find: "  if (state.pin === 'unset' || state.pin === 'rejected') return 'key_pin_unknown';",
        replace: "  if (state.pin === 'unset') return 'key_pin_unknown';",
      },
    ],
  },
  {
    name: 'shownTwice',
    rule: 'a PIN is shown once',
    near: { scenario: 'PIN' },
    edits: [
      {
        file: `${BFF}/escrow/decideDisclosure.ts`,
        find: "    case 'revealed':\n      return refuse('pin_already_revealed', 'askedAgain');",
        replace: "    case 'revealed':\n      return { kind: 'reserve', turn: 1, alert: null };",
      },
    ],
  },
  {
    name: 'shownToAnybody',
    rule: 'a PIN is shown to its holder alone',
    near: { scenario: 'PIN' },
    edits: [
      {
        file: `${BFF}/escrow/decideDisclosure.ts`,
        find: "  const isTheirs = request.to !== 'holder' || facts.holderId === request.viewerId.toLowerCase();",
        replace: '  const isTheirs = true;',
      },
    ],
  },
  {
    name: 'postedForTheOperator',
    rule: 'options, POST, PIN and notice are for the holder',
    edits: [
      {
        file: `${BFF}/enrolment/registrar.ts`,
        find: 'directory.createPasskey(holderId, body, call)',
        replace: 'directory.createPasskey(open.state.operatorId, body, call)',
      },
      {
        file: `${BFF}/enrolment/registrar.ts`,
        find: 'directory.creationOptions(holderId, call)',
        replace: 'directory.creationOptions(open.state.operatorId, call)',
      },
    ],
  },
];
