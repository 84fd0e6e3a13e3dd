import { describe, expect, it } from 'vitest';
import { readConfig } from '#bff/config.ts';
import { TEST_NOW } from '#bff/testDeps.ts';
import { testEnvironment, testFiles } from './testSettings.ts';

const APPLICATION = '3f8b1d92-6c05-4ea9-b7d4-08e2a96c5f43';
const IDENTITY = 'aaaaaaaa-0000-4000-8000-000000000001';
const postureOf = (changes: Record<string, string> = {}) =>
  readConfig(testEnvironment(changes), TEST_NOW, testFiles()).config.posture;

describe('what is looked at', () => {
  it('is the application that signs in, with nobody expected, no canary and no context', () => {
    expect(postureOf()).toEqual({
      applicationId: APPLICATION,
      ...{ expectedOwnerIds: [], canaryId: null, contexts: [] },
    });
  });

  it('is each context that the settings rely on, once', () => {
    const stepUp = { KEYWRIGHT_STEP_UP: 'on', KEYWRIGHT_STEP_UP_CONTEXT: 'c1' };
    const both = (own: string) => postureOf({ ...stepUp, KEYWRIGHT_OWN_SIGN_IN_CONTEXT: own });
    expect(both('c3').contexts).toEqual(['c1', 'c3']);
    expect(both('c1').contexts).toEqual(['c1']);
  });

  it('knows owners and canary in lower case', () => {
    const [owner, canary] = [IDENTITY.toUpperCase(), APPLICATION.toUpperCase()];
    expect(
      postureOf({ KEYWRIGHT_EXPECTED_OWNERS: owner, KEYWRIGHT_CANARY_ID: canary }),
    ).toMatchObject({ expectedOwnerIds: [IDENTITY], canaryId: APPLICATION });
  });

  it('is a managed identity by its own id, or by the one that is set for the machine’s', () => {
    const identity = (id: string, named = '') =>
      postureOf({
        KEYWRIGHT_GRAPH_FEDERATED_TOKEN_FILE: '',
        KEYWRIGHT_GRAPH_CLIENT_ID: named,
        KEYWRIGHT_GRAPH_MANAGED_IDENTITY: id,
      }).applicationId;
    expect(identity(IDENTITY)).toBe(IDENTITY);
    expect(identity('system')).toBeNull();
    expect(identity('system', IDENTITY)).toBe(IDENTITY);
  });
});
