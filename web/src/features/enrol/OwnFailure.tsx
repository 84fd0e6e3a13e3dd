import type { ComponentProps } from 'react';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { ownFailureWords } from './ownFailureWords.ts';

/** A failure in words for somebody who has never held a key: what happened, that nothing is lost, whom to ask. */
export function OwnFailure(props: Omit<ComponentProps<typeof FailureNotice>, 'words'>) {
  return <FailureNotice {...props} words={ownFailureWords(props.code)} />;
}
