import type { FailureCode } from '#shared/failure/codes.ts';
import type { OverrideRefusal } from '../remoteDesktopOverride/probeRemoteDesktopOverride.ts';
import { isExtensionTooOld } from '../ways/companionExtension.ts';
import { type BrowserIdentity, readBrowser } from './readBrowser.ts';
import type { ClockFacts, StationFacts } from './stationFacts.ts';

/** What each probe can find; words for every one of them are in the catalogue of messages. */
export interface Findings {
  readonly browser: BrowserIdentity['fitness'] | 'asking' | 'unknown';
  readonly webhid: 'there' | 'missing' | 'forbidden';
  readonly reach:
    | 'impossible'
    | 'seen'
    | 'held'
    | 'software'
    | 'nothingYet'
    | 'question'
    | 'listed'
    | 'hidden'
    | 'noKeyIn'
    | 'refused';
  readonly key: 'none' | 'reading' | 'answers' | 'blocked' | 'u2fOnly' | 'silent';
  readonly replug: 'impossible' | 'open' | 'pull' | 'plug' | 'returned' | 'lost';
  readonly clock: 'asking' | 'right' | 'wrong' | 'backendWrong' | 'unknown';
  readonly override: 'open' | 'asking' | 'allowed' | OverrideRefusal;
  readonly companion:
    | 'asking'
    | 'installed'
    | 'missing'
    | 'tooOld'
    | 'hostWithdrawn'
    | 'otherPages'
    | 'unknown';
  readonly capabilities: 'asking' | 'read' | 'unknown';
}

export type ProbeId = keyof Findings;

/** `open` waits for a person, `busy` for an answer, `note` neither helps nor harms. */
export type Mark = 'good' | 'warning' | 'bad' | 'open' | 'busy' | 'note';

/** One line of a check. */
export interface ProbeResult<Id extends ProbeId = ProbeId> {
  readonly finding: Findings[Id];
  readonly mark: Mark;
}

/** The whole in a word. */
export type Verdict =
  | 'checking'
  | 'notReady'
  | 'question'
  | 'needsKey'
  | 'held'
  | 'demo'
  | 'needsReplug'
  | 'oneClickPerKey'
  | 'ready';

/** What a check says, all of it following from the facts. */
export interface StationReport {
  readonly verdict: Verdict;
  readonly identity: BrowserIdentity | null;
  readonly probes: { readonly [Id in ProbeId]: ProbeResult<Id> };
  /** Why the key could not be used, where `key` is `silent`. */
  readonly keyFailure: FailureCode | null;
}

/** Below this nothing goes wrong; sign-ins and challenges allow for some minutes. */
const CLOCK_TOLERANCE_MS = 30_000;
const CLOCK_LIMIT_MS = 300_000;

/** Says what the facts mean. It never guesses: what a page cannot know stays open until its person has said it. */
export function assessStation(facts: StationFacts): StationReport {
  const identity = facts.browser ? readBrowser(facts.browser) : null;
  const failure = facts.keys.find(({ state }) => state === 'failed')?.failure ?? null;
  const probes = {
    browser: assessBrowser(facts, identity),
    webhid: assessWebHid(facts),
    reach: assessReach(facts),
    key: assessKey(facts, failure),
    replug: assessReplug(facts),
    clock: assessClock(facts.clock),
    override: assessOverride(facts.override),
    companion: assessCompanion(facts.companion),
    capabilities: assessCapabilities(facts.capabilities),
  };
  return { verdict: verdictOf(probes), identity, probes, keyFailure: failure };
}

function assessBrowser(
  { browser }: StationFacts,
  identity: BrowserIdentity | null,
): ProbeResult<'browser'> {
  if (browser === undefined) return { finding: 'asking', mark: 'busy' };
  if (identity === null) return { finding: 'unknown', mark: 'warning' };
  const { fitness } = identity;
  if (fitness === 'fit') return { finding: fitness, mark: 'good' };
  return { finding: fitness, mark: fitness === 'otherMake' ? 'warning' : 'bad' };
}

function assessWebHid({ unavailable }: StationFacts): ProbeResult<'webhid'> {
  if (unavailable === null) return { finding: 'there', mark: 'good' };
  return { finding: unavailable === 'hid_blocked' ? 'forbidden' : 'missing', mark: 'bad' };
}

function assessReach(facts: StationFacts): ProbeResult<'reach'> {
  const { keys, heldKeys, chooser } = facts;
  if (facts.unavailable !== null) return { finding: 'impossible', mark: 'note' };
  if (keys.some(({ software }) => !software)) return { finding: 'seen', mark: 'good' };
  if (heldKeys > 0) return { finding: 'held', mark: 'good' };
  if (keys.length > 0) return { finding: 'software', mark: 'note' };
  if (typeof chooser === 'object') return { finding: 'refused', mark: 'bad' };
  switch (chooser) {
    case 'empty':
      return { finding: 'question', mark: 'open' };
    case 'keyListed':
      return { finding: 'listed', mark: 'good' };
    case 'keyNotListed':
      return { finding: 'hidden', mark: 'bad' };
    case 'noKeyIn':
      return { finding: 'noKeyIn', mark: 'open' };
    case 'notAsked':
    case 'asking':
      return { finding: 'nothingYet', mark: 'open' };
  }
}

function assessKey({ keys }: StationFacts, failure: FailureCode | null): ProbeResult<'key'> {
  if (failure === 'hid_blocked') return { finding: 'blocked', mark: 'bad' };
  if (failure === 'key_without_fido2') return { finding: 'u2fOnly', mark: 'warning' };
  if (failure !== null) return { finding: 'silent', mark: 'bad' };
  if (keys.length === 0) return { finding: 'none', mark: 'note' };
  const isReading = keys.some(({ state }) => state === 'reading');
  return isReading ? { finding: 'reading', mark: 'busy' } : { finding: 'answers', mark: 'good' };
}

function assessReplug({ keys, replug, chooser }: StationFacts): ProbeResult<'replug'> {
  switch (replug.step) {
    case 'off':
      // By policy the page would have had the key without anybody choosing it in a list.
      if (keys.length === 0 && chooser === 'keyListed') return { finding: 'lost', mark: 'warning' };
      return keys.every(({ software }) => software)
        ? { finding: 'impossible', mark: 'note' }
        : { finding: 'open', mark: 'open' };
    case 'returned':
      return { finding: 'returned', mark: 'good' };
    case 'lost':
      return { finding: 'lost', mark: 'warning' };
    case 'pull':
    case 'plug':
      return { finding: replug.step, mark: 'open' };
  }
}

/** How far this computer's clock is ahead of Graph's, or of the backend's where Graph has not answered yet. */
export function clockAheadMs({ aheadMs, graph }: ClockFacts): number {
  return aheadMs - (graph?.aheadMs ?? 0);
}

function assessClock(clock: StationFacts['clock']): ProbeResult<'clock'> {
  if (clock === undefined) return { finding: 'asking', mark: 'busy' };
  if (clock === null) return { finding: 'unknown', mark: 'warning' };
  const surelyOffMs = Math.abs(clockAheadMs(clock)) - clock.uncertaintyMs;
  if (surelyOffMs > CLOCK_LIMIT_MS) return { finding: 'wrong', mark: 'bad' };
  if (surelyOffMs > CLOCK_TOLERANCE_MS) return { finding: 'wrong', mark: 'warning' };
  const backendOffMs = Math.abs(clock.graph?.aheadMs ?? 0);
  return backendOffMs > CLOCK_TOLERANCE_MS
    ? { finding: 'backendWrong', mark: 'warning' }
    : { finding: 'right', mark: 'good' };
}

/** Another way to a credential, for which nobody needs to be ready: it says nothing against the station. */
function assessOverride(override: StationFacts['override']): ProbeResult<'override'> {
  if (typeof override === 'object') return { finding: override.refused, mark: 'note' };
  if (override === 'allowed') return { finding: override, mark: 'good' };
  return override === 'asking'
    ? { finding: 'asking', mark: 'busy' }
    : { finding: 'open', mark: 'note' };
}

/** Another such way: only what is wrong with one that is there needs anybody's attention. */
function assessCompanion(companion: StationFacts['companion']): ProbeResult<'companion'> {
  if (companion === undefined) return { finding: 'asking', mark: 'busy' };
  if (companion === null) return { finding: 'unknown', mark: 'note' };
  if ('version' in companion) {
    return isExtensionTooOld(companion.version)
      ? { finding: 'tooOld', mark: 'warning' }
      : { finding: 'installed', mark: 'good' };
  }
  switch (companion.refused) {
    case 'extension_missing':
      return { finding: 'missing', mark: 'note' };
    case 'extension_host_withdrawn':
      return { finding: 'hostWithdrawn', mark: 'warning' };
    case 'extension_origin_refused':
      return { finding: 'otherPages', mark: 'warning' };
    default:
      return { finding: 'unknown', mark: 'note' };
  }
}

function assessCapabilities(
  capabilities: StationFacts['capabilities'],
): ProbeResult<'capabilities'> {
  if (capabilities === undefined) return { finding: 'asking', mark: 'busy' };
  return { finding: capabilities === null ? 'unknown' : 'read', mark: 'note' };
}

function verdictOf(probes: StationReport['probes']): Verdict {
  const { browser, webhid, reach, key, replug, clock } = probes;
  if ([browser, webhid, reach, key, clock].some(({ mark }) => mark === 'bad')) return 'notReady';
  if ([browser, key, clock].some(({ mark }) => mark === 'busy')) return 'checking';
  if (reach.finding === 'question') return 'question';
  if (reach.finding === 'held') return 'held';
  if (reach.finding === 'software') return 'demo';
  // While a key is out for the test there is none, and that is as it should be.
  if (replug.finding === 'pull' || replug.finding === 'plug') return 'needsReplug';
  if (replug.finding === 'lost') return 'oneClickPerKey';
  if (key.finding !== 'answers') return 'needsKey';
  return replug.finding === 'returned' ? 'ready' : 'needsReplug';
}
