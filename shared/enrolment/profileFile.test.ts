import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_PROFILES } from './builtInProfiles.ts';
import { type PinPolicy, type ProfileContent, profileContent } from './profile.ts';
import { formatProfileFile, parseProfileFile } from './profileFile.ts';
import type { Way } from './way.ts';

const [FIRST] = BUILT_IN_PROFILES;
if (FIRST === undefined) throw new TypeError('There is no profile to write.');
const CONTENT = profileContent(FIRST);

/** A file with some members of its profile changed; undefined takes one away. */
const fileWith = (profile: object, file: object = {}) =>
  JSON.stringify({
    format: 'keywright-profile',
    formatVersion: 1,
    profile: { ...CONTENT, ...profile },
    ...file,
  });

describe('a profile in a file', () => {
  it.each(BUILT_IN_PROFILES.map((profile) => [profile.name, profile] as const))(
    'reads %s back as it was written',
    (_name, profile) => {
      const content = profileContent(profile);
      expect(parseProfileFile(formatProfileFile(content))).toEqual({ content });
    },
  );

  it('reads what only newer files have, and files without it', () => {
    const newer: ProfileContent = { ...CONTENT, ways: ['guided'], onForbidden: 'remove' };
    expect(parseProfileFile(formatProfileFile(newer))).toEqual({ content: newer });
    expect(parseProfileFile(fileWith({}))).toEqual({ content: CONTENT });
    const member = 'profile.onForbidden';
    expect(parseProfileFile(fileWith({ onForbidden: 'erase' }))).toEqual({
      problems: [{ problem: 'member_malformed', member }],
    });
  });

  it('reads every profile back, whatever is in it', () => {
    const pin: fc.Arbitrary<PinPolicy> = fc.oneof(
      fc.record({
        source: fc.constant('random' as const),
        length: fc.integer(),
        alphabet: fc.constantFrom('digits' as const, 'alphanumeric' as const),
        disclosure: fc.constantFrom('holderOnly', 'operatorOnce', 'sealedLetter'),
      }),
      fc.constant({ source: 'typedByHolder' } as const),
      fc.constant({ source: 'existing' } as const),
    );
    const content: fc.Arbitrary<ProfileContent> = fc.record({
      name: fc.string(),
      description: fc.string(),
      reset: fc.constantFrom('never', 'ifUsed', 'always'),
      pin,
      minPinLength: fc.option(fc.integer()),
      minPinLengthRpIds: fc.array(fc.string()),
      forcePinChange: fc.boolean(),
      alwaysUv: fc.boolean(),
      enterpriseAttestation: fc.boolean(),
      requireTrustedAttestation: fc.boolean(),
      allowedAaguids: fc.array(fc.string()),
      displayNameTemplate: fc.string(),
      oldKeys: fc.constantFrom('keep', 'removeAfterProof'),
    });
    const ways = fc.array(fc.constantFrom<Way>('webhid', 'extension', 'override', 'guided'));
    fc.assert(
      fc.property(content, fc.option(ways, { nil: undefined }), (early, chosen) => {
        const written = { ...early, ...(chosen !== undefined && { ways: chosen }) };
        expect(parseProfileFile(formatProfileFile(written))).toEqual({ content: written });
      }),
    );
  });

  it('names neither the id nor the version of the profile', () => {
    const { profile } = JSON.parse(formatProfileFile(FIRST));
    expect(Object.keys(profile).sort()).toEqual(Object.keys(CONTENT).sort());
    expect(formatProfileFile(FIRST)).not.toContain(FIRST.id);
  });

  it('says who learns the PIN also for a profile that leaves it out', () => {
    const pin = { source: 'random', length: 8, alphabet: 'digits' } as const;
    expect(parseProfileFile(formatProfileFile({ ...CONTENT, pin }))).toMatchObject({
      content: { pin: { disclosure: 'holderOnly' } },
    });
  });

  it('may begin with a byte-order mark', () => {
    expect(parseProfileFile(`\uFEFF${fileWith({})}`)).toEqual({ content: CONTENT });
  });

  it.each([
    ['no JSON', '{', 'not_json', null],
    ['nothing', '', 'not_json', null],
    ['a list', '[]', 'not_an_object', null],
    ['more than a profile can be', `"${'a'.repeat(65_536)}"`, 'too_large', null],
    ['something else', '{"useRandomPIN": true}', 'other_format', null],
    ['a later format', fileWith({}, { formatVersion: 2 }), 'newer_format', null],
    ['no profile', fileWith({}, { profile: undefined }), 'member_missing', 'profile'],
    ['another member', fileWith({}, { comment: '' }), 'member_unknown', 'comment'],
    ['an id', fileWith({ id: 'a' }), 'member_unknown', 'profile.id'],
    [
      'no template',
      fileWith({ displayNameTemplate: undefined }),
      'member_missing',
      'profile.displayNameTemplate',
    ],
    ['a yes', fileWith({ alwaysUv: 'yes' }), 'member_malformed', 'profile.alwaysUv'],
    [
      'a minimum in words',
      fileWith({ minPinLength: '6' }),
      'member_malformed',
      'profile.minPinLength',
    ],
    [
      'a number among models',
      fileWith({ allowedAaguids: [1] }),
      'member_malformed',
      'profile.allowedAaguids',
    ],
    ['another reset', fileWith({ reset: 'sometimes' }), 'member_malformed', 'profile.reset'],
    ['a PIN in words', fileWith({ pin: '123456' }), 'member_malformed', 'profile.pin'],
    [
      'another PIN',
      fileWith({ pin: { source: 'guessed' } }),
      'member_malformed',
      'profile.pin.source',
    ],
    [
      'half a PIN',
      fileWith({ pin: { source: 'existing', length: 6 } }),
      'member_unknown',
      'profile.pin.length',
    ],
    [
      'a prototype',
      fileWith({}).replace('"format"', '"__proto__":{},"format"'),
      'member_unknown',
      '__proto__',
    ],
  ] as const)('refuses %s and says where', (_what, text, problem, member) => {
    expect(parseProfileFile(text)).toEqual({
      problems: expect.arrayContaining([{ problem, member }]),
    });
  });

  it('names everything that is wrong at once, and no value', () => {
    const parsed = parseProfileFile(fileWith({ alwaysUv: 'secret', extra: 'secret', name: 1 }));
    expect(parsed).toEqual({
      problems: [
        { problem: 'member_malformed', member: 'profile.name' },
        { problem: 'member_malformed', member: 'profile.alwaysUv' },
        { problem: 'member_unknown', member: 'profile.extra' },
      ],
    });
  });
});
