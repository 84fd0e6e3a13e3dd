import type { SessionPort } from '../ports.ts';
import type { SessionClock, SessionEnd } from './sessionClock.ts';

/** A session that ends by itself. */
export interface TimedSession extends SessionPort {
  /** Signs out of this page alone and says why. What Entra keeps for other pages of this browser stays. */
  endBy(why: SessionEnd): Promise<void>;
}

/**
 * Puts the clock around a session. Whoever was signed out by it has to prove anew who they are: the session that Entra may
 * still keep in this browser could be somebody else's who walked away.
 * @param forgetTab drops whatever the page itself kept in the tab
 */
export function timeSession(
  session: SessionPort,
  clock: SessionClock,
  forgetTab: () => void,
): TimedSession {
  const endBy = async (why: SessionEnd) => {
    await session.forget();
    forgetTab();
    clock.end(why);
  };
  return {
    async start() {
      const account = await session.start();
      if (account === null) return null;
      const standing = clock.resume();
      if (standing !== 'idle' && standing !== 'hours') return account;
      // As when a browser opens its tabs of yesterday.
      await endBy(standing);
      return null;
    },
    async signIn(options) {
      const wasEnded = clock.endedBy() !== null;
      // Begins anew with whoever comes back; until then the word stays why somebody has to prove who they are.
      if (!wasEnded) clock.end(null);
      try {
        await session.signIn({ anew: wasEnded || options?.anew === true });
      } catch (error) {
        if (!wasEnded) clock.resume();
        throw error;
      }
    },
    async signInBeside(claims) {
      await session.signInBeside(claims);
      clock.begin();
    },
    async signOut() {
      forgetTab();
      clock.end(null);
      await session.signOut();
    },
    forget: session.forget,
    endBy,
  };
}
