import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ACTOR } from '#bff/enrolment/testBench.ts';
import { TestBrowser } from '#bff/enrolment/testBrowser.ts';
import { TEST_AAGUID, TestKey } from '#bff/enrolment/testKey.ts';
import type { GuidedCaller } from '#bff/guided/guidedService.ts';
import { createGuidedBench, type GuidedBench, MODEL, OTHER_MODEL } from '#bff/guided/testGuided.ts';
import type { Invite } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import { createInvitationService, type InvitationService } from './invitationService.ts';
import { invitationPartsOf, inviteBody, TestAccessPasses } from './testInvitations.ts';

let place: GuidedBench;
let passes: TestAccessPasses;
let service: InvitationService;
let holder: string;

beforeAll(async () => {
  place = await createGuidedBench();
});
afterAll(() => place.close());
beforeEach(() => {
  passes = new TestAccessPasses(place.bench);
  service = createInvitationService(invitationPartsOf(place.bench, passes));
  holder = place.bench.newHolder();
});

/** The person themself, at their own page. */
const self = () => ({ ...ACTOR, id: holder });
const asHolder = (): GuidedCaller => ({ as: 'holder', actor: self() });

const invite = (change: Partial<Invite> = {}) =>
  service.invite(inviteBody(place.bench, holder, { profileId: 'keep-pin', ...change }), ACTOR);

const standing = async (id: string) =>
  (await service.list()).invitations.find((one) => one.id === id);

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );

describe('an invitation whose key is registered on Microsoft’s page', () => {
  it('ends enrolled with the first key that fits, its pass deleted, and says that no serial was seen', async () => {
    const { id } = await invite({ expectedSerial: '4711', expectedAaguid: MODEL });
    expect(await service.ownGuided(self())).toMatchObject({
      profile: { id: 'keep-pin' },
      expectedSerial: '4711',
      expectedAaguid: MODEL,
    });
    const enrolmentId = await service.startOwnGuided(self());
    expect(await service.startOwnGuided(self())).toBe(enrolmentId);
    expect(await place.guided.newestOf(holder)).toMatchObject({
      id: enrolmentId,
      isInvited: true,
      state: { kind: 'watching' },
    });
    expect(await standing(id)).toMatchObject({ state: 'invited', enrolledWay: null });
    expect(await service.own(self())).toMatchObject({
      ways: ['webhid', 'extension', 'override', 'guided'],
      enrolmentId,
      enrolmentWay: 'guided',
      enrolledWay: null,
    });

    place.bench.directory.addPasskey(holder, { aaguid: MODEL });
    await place.look();
    expect((await place.guided.show(enrolmentId, asHolder())).state).toMatchObject({
      kind: 'done',
      forbidden: null,
    });
    expect(await standing(id)).toMatchObject({
      state: 'enrolled',
      enrolledWay: 'guided',
      expectedSerial: '4711',
      pass: { state: 'deleting' },
    });
    const remove = vi.spyOn(passes, 'remove');
    await service.tidyOwn(self());
    expect(passes.live.has(holder)).toBe(false);
    // They wait for the answer: what has no turn at Graph now is a job’s.
    expect(remove).toHaveBeenCalledWith(holder, expect.any(String), { deadlineMs: 100 });
    expect(await service.own(self())).toMatchObject({
      state: 'enrolled',
      enrolmentId: null,
      enrolmentWay: null,
      enrolledWay: 'guided',
    });
    expect(await service.ownGuided(self())).toBeNull();
  });

  it('is not done by a key of another model, which is flagged, and goes on with the right one', async () => {
    const { id } = await invite({ expectedAaguid: MODEL });
    const first = await service.startOwnGuided(self());
    place.bench.directory.addPasskey(holder, { aaguid: OTHER_MODEL });
    await place.look();
    expect((await place.guided.show(first, asHolder())).state).toMatchObject({
      ...{ kind: 'done', forbidden: 'key_not_expected', keptFor: null },
    });
    expect(await standing(id)).toMatchObject({
      ...{ state: 'keySeen', stoppedBy: 'key_not_expected', enrolledWay: null },
    });
    expect(passes.live.has(holder)).toBe(true);

    const second = await service.startOwnGuided(self());
    place.bench.directory.addPasskey(holder, { aaguid: MODEL });
    await place.look();
    expect((await place.guided.show(second, asHolder())).state).toMatchObject({ forbidden: null });
    expect(await standing(id)).toMatchObject({ state: 'enrolled', enrolledWay: 'guided' });
  });

  it('has a key of another model removed again where the profile says so', async () => {
    const profileId = await place.profileWith({ onForbidden: 'remove' });
    const other = place.bench.directory.addPasskey(holder);
    const { id } = await invite({ profileId, expectedAaguid: MODEL });
    const enrolmentId = await service.startOwnGuided(self());
    place.bench.directory.addPasskey(holder, { aaguid: null });
    await place.look();
    expect((await place.guided.show(enrolmentId, asHolder())).state).toMatchObject({
      kind: 'removed',
      forbidden: 'key_not_expected',
    });
    expect(place.bench.directory.passkeys.get(holder)).toEqual([other]);
    expect(await standing(id)).toMatchObject({ state: 'keySeen' });
  });

  it('keeps to what the profile forbids before it asks which key is meant', async () => {
    const profileId = await place.profileWith({ allowedAaguids: [MODEL] });
    await invite({ profileId, expectedAaguid: MODEL });
    const enrolmentId = await service.startOwnGuided(self());
    place.bench.directory.addPasskey(holder, { aaguid: OTHER_MODEL });
    await place.look();
    expect((await place.guided.show(enrolmentId, asHolder())).state).toMatchObject({
      forbidden: 'model_not_allowed',
    });
  });

  it('is not for a profile that needs WebHID, nor for who is not invited', async () => {
    expect(await service.ownGuided(self())).toBeNull();
    expect(await codeOf(service.startOwnGuided(self()))).toBe('not_found');
    await invite({ profileId: 'new-colleague' });
    expect(await service.ownGuided(self())).toBeNull();
    expect(await service.own(self())).toMatchObject({ ways: ['webhid'] });
    expect(await codeOf(service.startOwnGuided(self()))).toBe('way_not_accepted');
    const audit = await place.bench.database.sql(
      `select result from audit where holder_id = $1 and action = 'startEnrolment' order by seq`,
      [holder],
    );
    expect(audit).toEqual([{ result: null }, { result: 'way_not_accepted' }]);
  });

  it('takes one way at a time', async () => {
    await invite();
    const enrolmentId = await service.startOwnGuided(self());
    const key = new TestKey({ serial: '81100' }).plugged();
    expect(await codeOf(service.startOwn({ key }, self()))).toBe('conflict');
    await place.guided.cancel(enrolmentId, asHolder());
    expect(await codeOf(service.startOwn({ key }, self()))).toBe('done');
    expect(await codeOf(service.startOwnGuided(self()))).toBe('conflict');
  });

  it('is taken back with the invitation', async () => {
    const { id } = await invite();
    const enrolmentId = await service.startOwnGuided(self());
    await service.cancel(id, ACTOR);
    expect((await place.guided.show(enrolmentId, asHolder())).state).toEqual({
      kind: 'ended',
      code: 'cancelled',
    });
    expect(await service.ownGuided(self())).toBeNull();
    expect(await codeOf(service.startOwnGuided(self()))).toBe('invitation_over');
  });
});

describe('an invitation whose key only the browser speaks to', () => {
  /** Through the extension to its end, or to where it is refused. */
  async function runThrough() {
    const browser = new TestBrowser();
    const { enrolments } = place.bench;
    let enrolment = await service.startOwn({ way: 'extension' }, self());
    const report = async (event: Parameters<typeof enrolments.report>[1]['event']) => {
      const body = { seq: enrolment.seq, event };
      enrolment = await enrolments.report(enrolment.id, body, { ...self(), onlyOwn: true });
      return enrolment;
    };
    await report({ type: 'ceremonyReady' });
    const { action } = await report({ type: 'credentialStarted' });
    if (action.kind !== 'createInBrowser') throw new TypeError(action.kind);
    await report(browser.create(action));
    const next = enrolment.action;
    return next.kind === 'proveInBrowser' ? report(browser.prove(next)) : enrolment;
  }

  it('ends enrolled with a proven key, of which no serial was read', async () => {
    const { id } = await invite({ expectedSerial: '4711', expectedAaguid: TEST_AAGUID });
    expect((await runThrough()).action).toEqual({ kind: 'done' });
    expect(await standing(id)).toMatchObject({ state: 'enrolled', enrolledWay: 'extension' });
    expect(await service.own(self())).toMatchObject({ enrolledWay: 'extension' });
  });

  it('is refused with a key of another model before Entra hears of it', async () => {
    const { id } = await invite({ expectedAaguid: OTHER_MODEL });
    const posted = place.bench.directory.posted.length;
    await runThrough();
    expect(place.bench.directory.posted).toHaveLength(posted);
    const [refused] = await place.bench.database.sql(
      `select event->>'code' as code from journal j join enrolments e on e.id = j.enrolment_id
       where e.holder_id = $1 and event->>'type' = 'postRefused'`,
      [holder],
    );
    expect(refused).toEqual({ code: 'key_not_expected' });
    expect(await standing(id)).toMatchObject({ state: 'keySeen', enrolledWay: null });
  });
});
