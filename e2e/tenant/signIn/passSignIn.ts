import type { Person } from '../directory/person.ts';
import { matchingTargets } from '../directory/policies.ts';
import { type UsabilityReason, usability } from '../directory/temporaryAccessPasses.ts';
import type { World } from '../world.ts';
import { SignInRefusal } from './signInRefusal.ts';

/** What the page says to each. Which number Entra gives to which is not documented in one place. */
const REFUSALS: Readonly<Record<Exclude<UsabilityReason, 'EnabledByPolicy'>, [number, string]>> = {
  DisabledByPolicy: [130502, 'Your organisation does not let you sign in with an access pass.'],
  NotYetValid: [130504, 'This access pass is not valid yet. Try again when its time has come.'],
  Expired: [130505, 'This access pass has expired. Ask for a new one.'],
  OneTimeUsed: [130507, 'This access pass was used already. Ask for a new one.'],
};
/** The same for an unknown person, for one without a pass and for a wrong one: nobody learns which. */
const WRONG: [number, string] = [130503, 'The access pass is not right for this name.'];

function refusal([aadsts, message]: readonly [number, string]): SignInRefusal {
  return new SignInRefusal('invalid_grant', aadsts, message);
}

/** Somebody who signed in with a pass, and until when it carries them (ms). */
export interface PassHolder {
  readonly person: Person;
  readonly endsAt: number;
}

/**
 * Takes an access pass: a pass that works once is used up by it. Only who has the right pass learns what is the matter with it.
 * @throws SignInRefusal
 */
export function redeemPass(world: World, userName: string, secret: string): PassHolder {
  const person = world.directory.findPerson(userName.trim());
  const pass = person && world.passes.of(person.id);
  if (!person?.accountEnabled || !pass || secret.trim() !== pass.secret) throw refusal(WRONG);
  const policy = world.policies.temporaryAccessPass;
  const isAllowed = matchingTargets(world.directory, policy, person).length > 0;
  const reason = usability(pass, isAllowed, world.now());
  if (reason !== 'EnabledByPolicy') throw refusal(REFUSALS[reason]);
  pass.used = true;
  return { person, endsAt: pass.startsAt + pass.lifetimeInMinutes * 60_000 };
}
