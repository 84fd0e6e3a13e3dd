import { describe, expect, it } from 'vitest';
import { profileProblems } from './profileProblems.ts';
import { readScriptConfig } from './scriptConfig.ts';
import vectors from './vectors/scriptConfig.json' with { type: 'json' };

const config = (change: object = {}) => JSON.stringify({ ...vectors.published, ...change });
const read = (text: string) => readScriptConfig(text, 'Brought in');

describe('configs.json of the scripts', () => {
  it.each(vectors.outcomes)('$name', ({ switches, outcome }) => {
    const result = read(config(switches));
    expect(result).toMatchObject({ content: { ...outcome, name: 'Brought in' } });
    if ('content' in result) expect(profileProblems(result.content)).toEqual([]);
  });

  it('is said to be taken over in part, member by member', () => {
    expect(read(config())).toMatchObject({
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
    const result = read(config(all));
    const named = 'remarks' in result ? result.remarks.map(({ member }) => member) : [];
    expect([...named, 'useCTAP21Features'].sort()).toEqual(Object.keys(vectors.published).sort());
  });

  it('keeps its secret to itself', () => {
    const client_secret = 'Q~8not-for-anyone';
    expect(JSON.stringify(read(config({ client_secret })))).not.toContain('not-for');
  });

  it('may be of an early version without the third switch', () => {
    const { useCTAP21Features: _, ...early } = vectors.published;
    expect(read(JSON.stringify(early))).toMatchObject({
      content: { minPinLength: null, forcePinChange: false },
      remarks: expect.arrayContaining([
        { member: 'useCTAP21Features', note: 'policy_member_absent' },
      ]),
    });
  });

  it('has what the scripts do not know named too', () => {
    expect(read(config({ printLetters: true }))).toMatchObject({
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
    expect(read(text)).toEqual({ problems });
  });
});
