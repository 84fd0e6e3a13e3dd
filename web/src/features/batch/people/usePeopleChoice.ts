import '#web/presentation/laterFailures.ts';
import { useEffect, useSyncExternalStore } from 'react';
import type { CtapTimers } from '#shared/ctap/hid/hidPort.ts';
import { useServices } from '#web/app/providers/services.ts';
import { PeopleChoice, type PeopleChoiceState } from '#web/usecases/people/peopleChoice.ts';
import type { BackendPort } from '#web/usecases/ports.ts';
import type { ListReport } from './listReport.ts';

/** The list and what was typed for it; kept while the page is open, whatever other page is looked at. */
export interface PeopleDesk {
  readonly choice: PeopleChoice;
  readonly draft: Kept<string>;
  readonly report: Kept<ListReport | null>;
}

/** A value that outlives the parts of the page that show it. */
interface Kept<Value> {
  get(): Value;
  set(value: Value): void;
}

function keep<Value>(first: Value): Kept<Value> {
  let kept = first;
  return {
    get: () => kept,
    set: (value) => {
      kept = value;
    },
  };
}

const timers: CtapTimers = {
  now: () => performance.now(),
  setTimeout(callback, ms) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

const desks = new WeakMap<BackendPort, PeopleDesk>();

function deskOf(backend: BackendPort): PeopleDesk {
  const known = desks.get(backend);
  if (known !== undefined) return known;
  const choice = new PeopleChoice({ port: backend, timers });
  const desk: PeopleDesk = { choice, draft: keep(''), report: keep<ListReport | null>(null) };
  desks.set(backend, desk);
  return desk;
}

/** The list of people of the batch to come. */
export function usePeopleDesk(): PeopleDesk {
  return deskOf(useServices().backend);
}

/** The list as it is now. */
export function usePeopleState({ choice }: PeopleDesk): PeopleChoiceState {
  return useSyncExternalStore(choice.subscribe, choice.getState);
}

/** Asks before the browser throws a list away. */
export function useKeepList(isWorthKeeping: boolean): void {
  useEffect(() => {
    if (!isWorthKeeping) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isWorthKeeping]);
}
