import { useEffect, useEffectEvent, useState } from 'react';
import { pinMessages as words } from '#web/presentation/messages.pins.ts';

const SHOWN_SECONDS = 30;

interface ShownPinProps {
  readonly pin: string;
  /** What to do with it. */
  readonly next: string;
  /** For who hears it. */
  readonly spelled?: (pin: string) => string;
  /** It is on the screen. */
  readonly onShown: () => void;
  readonly onHide: () => void;
}

/** The PIN in large figures, for 30 seconds or until the window loses the focus. */
export function ShownPin({ pin, next, spelled = words.spelled, onShown, onHide }: ShownPinProps) {
  const [seconds, setSeconds] = useState(SHOWN_SECONDS);
  const shown = useEffectEvent(onShown);
  const hide = useEffectEvent(onHide);

  useEffect(() => {
    const end = Date.now() + SHOWN_SECONDS * 1000;
    const timer = setInterval(() => {
      const left = Math.ceil((end - Date.now()) / 1000);
      if (left <= 0) hide();
      else setSeconds(left);
    }, 250);
    const onBlur = () => hide();
    window.addEventListener('blur', onBlur);
    document.addEventListener('visibilitychange', onBlur);
    shown();
    return () => {
      clearInterval(timer);
      window.removeEventListener('blur', onBlur);
      document.removeEventListener('visibilitychange', onBlur);
    };
  }, []);

  return (
    <div className="flex flex-col gap-3">
      <div className="overflow-hidden rounded-md border border-line bg-sunken">
        <p className="break-all px-3 py-5 text-center font-mono font-semibold text-glance tracking-widest">
          <span aria-hidden data-shows-pin>
            {pin}
          </span>
          <span className="sr-only">{spelled(pin)}</span>
        </p>
        <div aria-hidden className="kw-drain h-1 bg-accent" />
      </div>
      <p className="text-muted text-small">{words.secondsLeft(seconds)}</p>
      <p>{next}</p>
    </div>
  );
}
