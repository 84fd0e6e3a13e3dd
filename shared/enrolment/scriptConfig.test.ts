import { describe, expect, it } from 'vitest';
import { profileProblems } from './profileProblems.ts';
import { readScriptConfig } from './scriptConfig.ts';
import vectors from './vectors/scriptConfig.json' with { type: 'json' };

const config = (change: object = {}) => JSON.stringify({ ...vectors.published, ...change });

describe('configs.json of the scripts', () => {
  it.each(vectors.outcomes)('$name', ({ switches, outcome }) => {
    const read = readScriptConfig(config(switches));
    expect(read).toMatchObject({ content: outcome });
    if ('content' in read) expect(profileProblems(read.content)).toEqual([]);
  });

  it('is said to be taken over in part, member by member', () => {
    expect(readScriptConfig(config())).toMatchObject({
      remarks: [
        { member: 'tenantName', note: 'tenant_is_a_setting' },
        { member: 'client_id', note: 'client_is_a_setting' },
        { member: 'client_secret', note: 'secret_not_needed' },
        { member: 'usersInScopeGroup', note: 'group_not_taken' },
        { member: 'challengeTimeoutInMinutes', note: 'challenge_fetched_late' },
      ],
    });
  });

  it('has every one of its members named or taken over', () => {
    const all = { deleteExistingUserFIDOCredentials: true, useRandomPIN: true };
    const read = readScriptConfig(config(all));
    const named = 'remarks' in read ? read.remarks.map(({ member }) => member) : [];
    expect([...named, 'useCTAP21Features'].sort()).toEqual(Object.keys(vectors.published).sort());
  });

  it('keeps its secret to itself', () => {
    const client_secret = 'Q~8not-for-anyone';
    expect(JSON.stringify(readScriptConfig(config({ client_secret })))).not.toContain('not-for');
  });

  it('may be of an early version without the third switch', () => {
    const { useCTAP21Features: _, ...early } = vectors.published;
    expect(readScriptConfig(JSON.stringify(early))).toMatchObject({
      content: { minPinLength: null, forcePinChange: false },
      remarks: expect.arrayContaining([
        { member: 'useCTAP21Features', note: 'policy_member_absent' },
      ]),
    });
  });

  it('has what the scripts do not know named too', () => {
    expect(readScriptConfig(config({ printLetters: true }))).toMatchObject({
      remarks: expect.arrayContaining([{ member: 'printLetters', note: 'unknown_member' }]),
    });
  });

  it.each([
    ['no JSON', 'useRandomPIN: true', [{ problem: 'not_json', member: null }]],
    ['another file', '{"name": "x"}', [{ problem: 'other_format', member: null }]],
    [
      'a switch in words',
      config({ useRandomPIN: 'true' }),
      [{ problem: 'member_malformed', member: 'useRandomPIN' }],
    ],
    [
      'half of the switches',
      '{"useRandomPIN": true}',
      [{ problem: 'member_missing', member: 'deleteExistingUserFIDOCredentials' }],
    ],
  ])('is not %s', (_what, text, problems) => {
    expect(readScriptConfig(text)).toEqual({ problems });
  });
});
