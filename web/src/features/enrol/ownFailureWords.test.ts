import { describe, expect, it } from 'vitest';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { FailureWords } from '#web/presentation/failureWords.ts';
import { enrolMessages as germanEnrol } from '#web/presentation/messages.enrol.de.ts';
import { enrolMessages } from '#web/presentation/messages.enrol.en.ts';
import { ownFailureMessages as german } from '#web/presentation/messages.failures.own.de.ts';
import { ownFailureMessages as english } from '#web/presentation/messages.failures.own.en.ts';
import { ownFailureWords } from './ownFailureWords.ts';

const all: readonly (readonly [string, FailureWords])[] = [
  ...Object.entries(english),
  ...Object.entries(german),
];

describe('a failure on the page of somebody who was invited', () => {
  it.each(all)('is a title and two sentences for a person, not for IT: %s', (_, said) => {
    const { title, cause, next } = said;
    expect(title).toMatch(/^\p{Lu}.*[^.]$/u);
    expect(title.length).toBeLessThanOrEqual(60);
    expect(cause).toMatch(/^\p{Lu}.*\.$/u);
    expect(next).toMatch(/^\p{Lu}.*\.$/u);
    expect(`${title} ${cause} ${next}`).not.toMatch(
      /_|CTAP|AAGUID|Entra|tenant|policy|profile|Mandant|Richtlinie|Profil|administrator/i,
    );
  });

  it.each([
    ['a key that is somebody else’s', 'key_in_use_elsewhere', /whoever invited you/],
    ['a key that is theirs already', 'passkey_exists', /pull this one out/],
    ['a key with a PIN that nobody knows', 'key_pin_unknown', /for another one/],
    ['a model that the policy forbids', 'model_not_allowed', /for another one/],
    ['an account that was switched off meanwhile', 'user_disabled', /open this page again/],
    ['an invitation that was taken back meanwhile', 'invitation_over', /for a new one/],
    ['a second device', 'conflict', /Go on there/],
    ['a browser that cannot do it', 'way_not_accepted', /Chrome or Edge on a computer/],
  ] as const satisfies [string, FailureCode, RegExp][])(
    'says of %s what to do',
    (_, code, next) => {
      expect(ownFailureWords(code)?.next).toMatch(next);
    },
  );

  it('has the usual words where they are for everybody', () => {
    expect(ownFailureWords('pin_blocked')).toBeUndefined();
    expect(ownFailureWords('session_not_fresh')).toBeUndefined();
  });
});

describe('an access pass that is not taken', () => {
  it.each([
    ['wrong', enrolMessages, /exactly/],
    ['used already', enrolMessages, /used already/],
    ['too early or too late', enrolMessages, /too early.*too late/is],
    ['replaced by a newer one', enrolMessages, /only the newest/],
    ['replaced by a newer one', germanEnrol, /nur der neueste/],
  ])('is explained where it is typed: %s', (_, { passHelp }, reason) => {
    expect(passHelp.list.join(' ')).toMatch(reason);
  });

  it('can be replaced, and nothing is lost', () => {
    expect(enrolMessages.passHelp.next).toMatch(/another one.*stays open/);
    expect(germanEnrol.passHelp.next).toMatch(/neuen.*bleibt offen/);
  });
});
