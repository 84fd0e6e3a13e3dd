import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type {} from '#bff/store/testGlobalSetup.ts';
import { auditMessages } from '#web/presentation/messages.audit.en.ts';
import { recordScenarios, stationsOf } from './layers/recording.ts';
import {
  AUDIT_EXCUSES,
  CALL_POSITIONS,
  DATABASE_POSITIONS,
  ESCROW_POSITIONS,
  GRAPH_POSITIONS,
  JOB_POSITIONS,
  JOURNAL_POSITIONS,
  KEY_POSITIONS,
  LEASE_POSITIONS,
  MAIL_POSITIONS,
  OWN_CALL_POSITIONS,
  PASS_POSITIONS,
  PERSON_ACTIONS,
  PERSON_POSITIONS,
  SWEEP_POSITIONS,
} from './positions.ts';
import { createLane, type Lane, prepareLanes } from './world/lane.ts';
import { positionName } from './world/probe.ts';

let lane: Lane;
let met: Set<string>;

beforeAll(async () => {
  await prepareLanes(inject('postgresServer'));
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
    for (const method of [...expected(GRAPH_POSITIONS), ...expected(PASS_POSITIONS)]) {
      expect(met).toContain(`graph:${method}/before`);
      expect(met).toContain(`graph:${method}/after`);
    }
  });

  it('meet every use of the escrow, and every request of a page with its answer', () => {
    for (const name of expected(ESCROW_POSITIONS)) expect(met).toContain(`escrow:${name}/before`);
    const own = expected(OWN_CALL_POSITIONS).map((name) => `own.${name}`);
    for (const name of [...expected(CALL_POSITIONS), ...own]) {
      expect(met).toContain(`call:${name}/before`);
      expect(met).toContain(`call:${name}/after`);
    }
  });

  it('meet everything that a sweep can do, and every use of its lease', () => {
    for (const expectation of Object.values(SWEEP_POSITIONS)) {
      if (typeof expectation === 'string') continue;
      expect(met).toContain(`journal:sweep.${expectation.line}/before`);
      expect(met).toContain(`journal:sweep.${expectation.line}/after`);
    }
    for (const name of expected(LEASE_POSITIONS)) {
      expect(met).toContain(`lease:sweep.${name}/before`);
      expect(met).toContain(`lease:sweep.${name}/after`);
    }
  });

  it('meet every kind of mail, before and after it is taken over, and every job', () => {
    for (const name of expected(MAIL_POSITIONS)) {
      expect(met).toContain(`mail:mail.${name}/before`);
      expect(met).toContain(`mail:mail.${name}/after`);
    }
    for (const name of expected(JOB_POSITIONS)) {
      expect(met).toContain(`job:${name}/before`);
      expect(met).toContain(`job:${name}/after`);
    }
  });

  it('meet every way in which a table is written to, and no other', () => {
    const wanted = Object.entries(DATABASE_POSITIONS).flatMap(([table, verbs]) =>
      verbs.map((verb) => `${table}.${verb}`),
    );
    const written = [...met].flatMap((position) => {
      const [, name] = /^database:(?:\w+\.)?(\w+\.\w+)\/before$/.exec(position) ?? [];
      return name === undefined ? [] : [name];
    });
    expect([...new Set(written)].sort()).toEqual(wanted.sort());
  });

  it('meet a record of every action that the audit log has a word for', () => {
    const actions = Object.keys(auditMessages.actions).filter((name) => !(name in AUDIT_EXCUSES));
    const recorded = [...met].map(
      (position) => /^audit:(?:\w+\.)?(\w+)\.outcome/.exec(position)?.[1],
    );
    for (const action of actions) expect(recorded).toContain(action);
    for (const name of Object.keys(AUDIT_EXCUSES))
      expect(auditMessages.actions).toHaveProperty(name);
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
