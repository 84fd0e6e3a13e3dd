import { useMutation } from '@tanstack/react-query';
import { useEntry } from '#web/app/providers/services.ts';

/** Sends the person to the sign-in page, counted. Done means that the browser is on its way there. */
export function useSignIn({ anew }: { readonly anew: boolean }) {
  const { session, signInAttempts } = useEntry();
  return useMutation({
    mutationFn: () => {
      signInAttempts.note();
      return session.signIn({ anew });
    },
  });
}
