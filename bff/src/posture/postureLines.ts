import type { FindingCode, PostureFinding, PostureReport } from '#shared/api/posture.ts';

/** What was found, for a pipeline's log; the page says more. */
const WORDS: Readonly<Record<FindingCode, string>> = {
  permissionsExact: 'the documented permissions and nothing more',
  permissionMissing: 'missing permission',
  permissionIdle: 'documented permission that nothing here uses',
  permissionExtra: 'permission too many, reads',
  permissionDangerous: 'DANGEROUS permission too many',
  permissionNeeded: 'may not be looked at without the permission',
  directoryRole: 'DANGEROUS: directory role of the application',
  noSecret: 'no client secret',
  secretThere: 'client secret',
  certificateGood: 'our certificate is registered',
  certificateNotNeeded: 'no certificate needed',
  certificateEnds: 'our certificate ends soon',
  certificateEnded: 'our certificate has ended',
  certificateUnknown: 'our certificate is not registered',
  certificateOther: 'another certificate',
  federationOther: 'another federated credential',
  ownersExpected: 'nobody but those expected',
  ownerUnexpected: 'unexpected owner',
  contextNotSet: 'no authentication context is set',
  contextBound: 'policy is on',
  contextReportOnly: 'policy only reports',
  contextOff: 'policy is off',
  contextUnbound: 'no policy is tied to the context',
  canaryNotSet: 'no canary account is set up (KEYWRIGHT_CANARY_ID)',
  canaryRefused: 'Graph refused',
  canaryNotRefused: 'Graph did NOT refuse',
  canaryNotRestricted: 'the account is in no restricted unit',
  canaryNotFound: 'there is no such account',
  applicationNotSet: 'KEYWRIGHT_GRAPH_CLIENT_ID does not name the managed identity',
  applicationElsewhere: 'the application is not registered in this tenant',
  lookFailed: 'failed with',
};

/** A report as plain lines, one for each thing that was found. */
export function postureLines({ checks }: PostureReport): string[] {
  return checks.flatMap(({ check, state, findings }) =>
    findings.map((finding) => `${state.padEnd(9)} ${check}: ${lineOf(finding)}`),
  );
}

function lineOf({ code, subject, until }: PostureFinding): string {
  const about = subject === null ? '' : `: ${oneLine(subject)}`;
  return `${WORDS[code]}${about}${until === null ? '' : `, until ${until.slice(0, 10)}`}`;
}

/** Names come from the directory: nothing of them reaches a terminal as an order. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}
