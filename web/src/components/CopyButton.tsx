import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from './Button.tsx';

/** Puts a text on the clipboard and says so. */
export function CopyButton({
  text,
  label,
  doneLabel,
}: {
  readonly text: string;
  readonly label: string;
  readonly doneLabel: string;
}) {
  const [isDone, setDone] = useState(false);
  return (
    <Button
      look="quiet"
      icon={isDone ? <Check aria-hidden size={16} /> : <Copy aria-hidden size={16} />}
      onClick={() => {
        void navigator.clipboard.writeText(text).then(() => setDone(true));
      }}
      onBlur={() => setDone(false)}
    >
      <span aria-live="polite">{isDone ? doneLabel : label}</span>
    </Button>
  );
}
