import { describe, expect, it } from 'vitest';
import { createManualClock } from '#e2e/authenticator/manualClock.ts';
import { yubikey5 } from '#e2e/authenticator/profiles/yubikey5.ts';
import { createSeededRandom } from '#e2e/authenticator/seededRandom.ts';
import { createSoftwareKey } from '#e2e/authenticator/softwareKey.ts';
import { createStationBench } from '#web/composition/testing/stationBench.ts';
import { createRunMemory, type TabMemory } from './runMemory.ts';

function createTab(): TabMemory {
  const kept = new Map<string, string>();
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
  };
}

/** A key was enrolled at a page, and the page is loaded again. */
async function reloadWhenDone({ isCleared = false } = {}) {
  const clock = createManualClock();
  const random = createSeededRandom('reload');
  const memory = createTab();
  const before = createStationBench(clock, random, undefined, { memory });
  const key = createSoftwareKey({
    profile: yubikey5,
    clock,
    random,
    serial: 7,
    touch: 'immediate',
  });
  await before.plug(key);
  await before.enrol();
  await before.ended();
  if (isCleared) before.station.leave(before.run().enrolment.id);
  const devices = await before.hid.getDevices();
  before.station.dispose();
  await before.until(() => devices.every(({ opened }) => !opened), 'the key to be let go');
  const after = createStationBench(clock, random, undefined, {
    hid: before.hid,
    backend: { openEnrolments: async () => [], enrolment: () => before.model.enrolment() },
    memory,
  });
  await after.until(
    () => after.station.getState().keys.some(({ state }) => state === 'ready'),
    'the key to be read',
  );
  await after.station.loadOpenEnrolments();
  return { after, key };
}

describe('a page that is loaded again when the enrolment is done', () => {
  it('still says so while the key sits in its port', async () => {
    const { after, key } = await reloadWhenDone();
    await after.ended();
    expect(after.run().keyId).not.toBeNull();
    expect(after.station.getState().keys).toMatchObject([{ observation: { hasPin: true } }]);
    key.powerDown();
    expect(after.run().keyId).toBeNull();
  });

  it('does not when it was cleared before', async () => {
    const { after } = await reloadWhenDone({ isCleared: true });
    expect(after.station.getState().runs).toEqual([]);
  });
});

describe('the memory of tiles', () => {
  it('keeps each once and forgets what was cleared', () => {
    const memory = createRunMemory(createTab());
    for (const id of ['a', 'b', 'a']) memory.add(id);
    expect(memory.ids()).toEqual(['b', 'a']);
    memory.remove('b');
    expect(memory.ids()).toEqual(['a']);
  });

  it('remembers nothing without a place', () => {
    const memory = createRunMemory(undefined);
    memory.add('a');
    expect(memory.ids()).toEqual([]);
  });
});
