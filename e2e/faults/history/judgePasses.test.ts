import { describe, expect, it } from 'vitest';
import { audit, broken, GOOD, HOLDER, type Step, spoiled } from './goodHistory.ts';

const ofPass = (action: string) => audit(action, { enrolmentId: null });
const ISSUED: Step = { kind: 'passIssued', userId: HOLDER, passId: 'p1' };
const DELETED: Step = { kind: 'passDeleted', userId: HOLDER, passId: 'p1' };
const OWN = { ...GOOD.started, operatorId: HOLDER } as Step;

describe('the judge of access passes', () => {
  it('has nothing against one that is issued for an enrolment and goes with it', () => {
    const good = spoiled({
      started: [ofPass('issueAccessPass'), ISSUED, OWN],
      finished: [GOOD.finished, ofPass('deleteAccessPass'), DELETED],
    });
    expect(broken(good)).toEqual([]);
  });

  it('I7: catches one that is issued, or asked for once more, without an intent', () => {
    const intent = ofPass('issueAccessPass');
    const gone = [ofPass('deleteAccessPass'), DELETED];
    const later = { finished: [GOOD.finished, ...gone] };
    expect(broken(spoiled({ started: [ISSUED, GOOD.started], ...later }))).toEqual(['I7']);
    const twice: Step = { kind: 'passIssued', userId: HOLDER, passId: 'p0' };
    expect(broken(spoiled({ started: [intent, twice, ISSUED, GOOD.started], ...later }))).toEqual([
      'I7',
    ]);
  });

  it('I7: catches one that is deleted without an intent', () => {
    const steps = [ofPass('issueAccessPass'), ISSUED, DELETED, GOOD.started];
    expect(broken(spoiled({ started: steps }))).toEqual(['I7']);
  });

  it('I11: catches one that is left when its holder has enrolled their key, and only then', () => {
    const issued = [ofPass('issueAccessPass'), ISSUED];
    expect(broken(spoiled({ started: [...issued, OWN] }))).toEqual(['I11']);
    expect(broken(spoiled({ started: [...issued, GOOD.started] }))).toEqual([]);
  });
});
