import { createHash, verify } from 'node:crypto';
import { fromBase64Url } from '#shared/bytes/base64Url.ts';
import { concat } from '#shared/bytes/concat.ts';
import { equal } from '#shared/bytes/equal.ts';
import { decodeCbor } from '#shared/cbor/decodeCbor.ts';
import type { Passkey } from '../directory/passkeys.ts';
import type { Person } from '../directory/person.ts';
import { userHandle } from '../graph/creationOptions.ts';
import { badRequest, GraphRefusal } from '../graph/graphError.ts';
import { checkAssertionData } from '../registration/authenticatorData.ts';
import type { ChallengeFault } from '../registration/challenges.ts';
import { checkClientData } from '../registration/clientData.ts';
import { parseCredentialKey } from '../registration/coseKey.ts';
import { isSignInAllowed } from '../registration/registrationPolicy.ts';
import type { World } from '../world.ts';
import { SignInRefusal } from './signInRefusal.ts';

const CHALLENGE_MS = 300_000;

const CHALLENGE_WORDS: Readonly<Record<ChallengeFault, string>> = {
  unknown: 'The challenge was not issued by this tenant.',
  otherOwner: 'The challenge was issued for another sign-in.',
  expired: 'The challenge has expired.',
  used: 'The challenge has already been used.',
};

/** An assertion as its form carries it, decoded. */
interface Assertion {
  readonly credentialId: Uint8Array;
  readonly clientDataJson: Uint8Array;
  readonly authenticatorData: Uint8Array;
  readonly signature: Uint8Array;
  readonly userHandle: Uint8Array;
}

/** For one waiting sign-in. */
export function issueSignInChallenge(world: World, waitingId: string): string {
  return world.signInChallenges.issue(waitingId, world.now() + CHALLENGE_MS);
}

function readAssertion(form: URLSearchParams): Assertion {
  const member = (name: string) => {
    try {
      return fromBase64Url(form.get(name) ?? '');
    } catch {
      throw badRequest(`The ${name} is not base64url.`);
    }
  };
  return {
    credentialId: member('credentialId'),
    clientDataJson: member('clientDataJSON'),
    authenticatorData: member('authenticatorData'),
    signature: member('signature'),
    userHandle: member('userHandle'),
  };
}

/** Whatever comes of it, a challenge of ours that was answered is spent. */
function spendChallenge(world: World, challenge: string, waitingId: string): void {
  const fault = world.signInChallenges.fault(challenge, waitingId, world.now());
  world.signInChallenges.markUsed(challenge);
  if (fault) throw badRequest(CHALLENGE_WORDS[fault]);
}

/** The account that this very credential is registered for, and the key that it was registered with. */
function findRegistered(
  world: World,
  { credentialId }: Assertion,
): { passkey: Passkey; person: Person; publicKey: Uint8Array } {
  const passkey = world.passkeys.find(credentialId);
  const person = passkey && world.directory.findPerson(passkey.userId);
  if (!passkey?.publicKey || !person) {
    throw new SignInRefusal('invalid_grant', 135010, 'This passkey is not registered here.');
  }
  if (!person.accountEnabled) {
    throw new SignInRefusal('invalid_grant', 50057, 'The user account is disabled.');
  }
  if (!isSignInAllowed(world, person, passkey.aaGuid)) {
    throw new SignInRefusal(
      'invalid_grant',
      130501,
      'Your organisation does not let you sign in with this key.',
    );
  }
  return { passkey, person, publicKey: passkey.publicKey };
}

/** WebAuthn L3 §7.2: the caller knows nobody yet, so the credential says who it is, and the user handle has to agree. */
function checkAssertion(world: World, assertion: Assertion, waitingId: string): Person {
  const { rpId, tenantId } = world.settings;
  const { clientDataJson, authenticatorData, signature } = assertion;
  spendChallenge(world, checkClientData(clientDataJson, rpId, 'webauthn.get'), waitingId);
  const { passkey, person, publicKey } = findRegistered(world, assertion);
  if (!equal(assertion.userHandle, userHandle(tenantId, person.id))) {
    throw badRequest('The user handle is not the one of the account.');
  }
  const signCount = checkAssertionData(authenticatorData, rpId);
  const { key } = parseCredentialKey(decodeCbor(publicKey));
  const clientDataHash = new Uint8Array(createHash('sha256').update(clientDataJson).digest());
  if (!verify('sha256', concat(authenticatorData, clientDataHash), key, signature)) {
    throw badRequest('The signature is not valid.');
  }
  if (!world.passkeys.takeSignCount(passkey, signCount)) {
    throw badRequest('The signature counter has not gone up.');
  }
  return person;
}

/**
 * Takes the assertion that a passkey made for this waiting sign-in. Which number Entra gives to which fault is not
 * documented in one place.
 * @throws SignInRefusal
 */
export function redeemAssertion(world: World, form: URLSearchParams, waitingId: string): Person {
  try {
    return checkAssertion(world, readAssertion(form), waitingId);
  } catch (cause) {
    if (!(cause instanceof GraphRefusal)) throw cause;
    throw new SignInRefusal('invalid_grant', 50012, cause.message);
  }
}
