import type { ReactNode } from 'react';
import { LanguageChoice } from './LanguageChoice.tsx';
import { Mark } from './Mark.tsx';

/** A page with one thing on it, outside of the shell, and the languages below. */
export function Splash({ children }: { readonly children: ReactNode }) {
  return (
    <main id="main" className="flex min-h-dvh flex-col items-center justify-center px-4 py-10">
      <div className="flex w-full max-w-md flex-col items-start gap-5 rounded-md border border-line bg-surface p-8 shadow-card">
        <Mark size={48} />
        {children}
      </div>
      <LanguageChoice />
    </main>
  );
}
