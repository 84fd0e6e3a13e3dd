/** Words of signing in again, and of sessions that end by themselves. */
export const sessionMessages = {
  stepUp: {
    title: 'Sign in again first',
    text: 'What you are about to do needs a sign-in of the last minutes. It opens in a window of its own. This page stays as it is, and goes on by itself once you have signed in.',
    signIn: 'Sign in again',
    opened: 'A window for signing in has opened. Sign in there; then this goes on by itself.',
    openAgain: 'Open the window again',
    here: 'Sign in on this page instead',
    hereText:
      'Then this page is left and loaded again: dialogs are closed, and what you typed or chose, a PIN too, is asked for once more.',
    cancel: 'Do not do it',
    close: 'Close',
  },
  ending: {
    title: 'You are about to be signed out',
    text: 'Do anything within a minute to stay, unless you have been signed in for eight hours. What was begun is kept.',
    stay: 'I am still here',
  },
  ended: {
    idle: 'You were signed out, because nobody did anything here for 15 minutes.',
    hours: 'You were signed out, because you had been signed in for eight hours.',
    next: 'Enrolments that were begun go on where they stopped once you sign in again.',
  },
} as const;
