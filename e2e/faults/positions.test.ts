import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type {} from '#bff/store/testGlobalSetup.ts';
import { recordScenarios, stationsOf } from './layers/recording.ts';
import {
  CALL_POSITIONS,
  ESCROW_POSITIONS,
  GRAPH_POSITIONS,
  JOURNAL_POSITIONS,
  KEY_POSITIONS,
  PERSON_ACTIONS,
  PERSON_POSITIONS,
} from './positions.ts';
import { createLane, type Lane } from './world/lane.ts';
import { positionName } from './world/probe.ts';

let lane: Lane;
let met: Set<string>;

beforeAll(async () => {
  lane = await createLane(inject('postgresServer'));
  const recordings = await recordScenarios(lane, [1]);
  met = new Set(stationsOf(recordings).map(({ position }) => positionName(position)));
}, 120_000);

afterAll(() => lane.close());

function expected(table: Readonly<Record<string, true | string>>): string[] {
  return Object.entries(table).flatMap(([name, expectation]) =>
    expectation === true ? [name] : [],
  );
}

describe('the scenarios', () => {
  it('meet every line that a journal can have, before and after it is written', () => {
    for (const type of expected(JOURNAL_POSITIONS)) {
      expect(met).toContain(`journal:${type}/before`);
      expect(met).toContain(`journal:${type}/after`);
    }
  });

  it('meet every call of Graph that belongs to an enrolment', () => {
    for (const method of expected(GRAPH_POSITIONS)) {
      expect(met).toContain(`graph:${method}/before`);
      expect(met).toContain(`graph:${method}/after`);
    }
  });

  it('meet every use of the escrow and every request of the page', () => {
    for (const name of expected(ESCROW_POSITIONS)) expect(met).toContain(`escrow:${name}/before`);
    for (const name of expected(CALL_POSITIONS)) {
      expect(met).toContain(`call:${name}/before`);
    }
  });

  it('meet every command by which an action works on a key', () => {
    for (const command of Object.values(KEY_POSITIONS).flat()) {
      expect(met).toContain(`key:${command}/before`);
    }
    // Answers to what is not CTAP are no commands with an end.
    for (const command of Object.values(KEY_POSITIONS).flat().slice(2)) {
      expect(met).toContain(`key:${command}/after`);
    }
  });

  it('make people do everything that they can be asked for', () => {
    for (const need of [...expected(PERSON_POSITIONS), ...Object.values(PERSON_ACTIONS)]) {
      expect(met).toContain(`person:${need}/before`);
    }
  });
});
