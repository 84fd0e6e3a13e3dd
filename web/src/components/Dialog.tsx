import { X } from 'lucide-react';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { classes } from './classes.ts';
import { IconButton } from './IconButton.tsx';

interface DialogProps {
  readonly title: string;
  /** Escape, the cross and the backdrop ask for it. */
  readonly onClose: () => void;
  readonly closeLabel: string;
  readonly icon?: ReactNode;
  readonly tone?: 'plain' | 'danger' | 'warning';
  /** The buttons, the one that does it last. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

const TONES = { plain: 'text-accent-text', danger: 'text-bad', warning: 'text-warn' } as const;

/**
 * A modal dialog on the browser's own element: it keeps the focus inside and makes the rest inert. The focus goes back
 * to where it was; where that is gone, to the page's main region.
 */
export function Dialog({
  title,
  onClose,
  closeLabel,
  icon,
  tone = 'plain',
  actions,
  children,
}: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return;
    const before = document.activeElement;
    dialog.showModal();
    focusInside(dialog);
    return () => {
      dialog.close();
      const isBack =
        before instanceof HTMLElement && before.isConnected && before !== document.body;
      if (!isBack) document.getElementById('main')?.focus({ preventScroll: true });
    };
  }, []);

  // What was pressed may be gone now that the dialog says something else.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog?.open && !dialog.contains(document.activeElement)) focusInside(dialog);
  });

  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className="m-auto w-[min(480px,calc(100vw-32px))] rounded-md bg-raised p-0 text-text shadow-float"
    >
      <div className="flex flex-col gap-4 p-6">
        <div className="flex items-start gap-3">
          {icon !== undefined && <span className={classes('mt-0.5', TONES[tone])}>{icon}</span>}
          <h2 id={titleId} className="min-w-0 flex-1 font-semibold text-title">
            {title}
          </h2>
          <IconButton
            label={closeLabel}
            icon={<X size={20} aria-hidden />}
            onClick={onClose}
            className="-mt-1.5 -mr-2"
          />
        </div>
        {children}
        {actions !== undefined && (
          <div data-actions className="mt-2 flex flex-wrap justify-end gap-2">
            {actions}
          </div>
        )}
      </div>
    </dialog>
  );
}

/** A field to type in, else the button that changes nothing: never the cross, never the dangerous one. */
function focusInside(dialog: HTMLDialogElement): void {
  dialog.querySelector<HTMLElement>('input, [data-actions] button')?.focus();
}
