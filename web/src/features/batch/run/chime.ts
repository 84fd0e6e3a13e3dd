import type { KeyOffer } from '#web/usecases/batch/batchDesk.ts';
import type { EnrolmentRun } from '#web/usecases/enrolmentRun.ts';
import type { StationKey } from '#web/usecases/stationState.ts';

/** What a tone says. */
export type Chime = 'touch' | 'done' | 'stopped';

/** Frequencies in Hz, one after the other. */
const TONES: Readonly<Record<Chime, readonly number[]>> = {
  touch: [880, 880],
  done: [660, 990],
  stopped: [330, 247],
};
const TONE_SECONDS = 0.16;
const VOLUME = 0.15;

/** Plays tones, once a person has pressed something on the page. */
export function createChimes(): { play(chime: Chime): void } {
  let context: AudioContext | null = null;
  return {
    play(chime) {
      context ??= new AudioContext();
      const { currentTime: now, destination } = context;
      for (const [index, hertz] of TONES[chime].entries()) {
        const at = now + index * TONE_SECONDS;
        const gain = new GainNode(context, { gain: 0 });
        gain.connect(destination);
        gain.gain.setValueAtTime(VOLUME, at);
        // Not cut off, which would click.
        gain.gain.exponentialRampToValueAtTime(0.001, at + TONE_SECONDS);
        const tone = new OscillatorNode(context, { frequency: hertz });
        tone.connect(gain);
        tone.start(at);
        tone.stop(at + TONE_SECONDS);
      }
    },
  };
}

/** What is to be heard about a run as it stands; null where nothing has to be done and nothing has ended. */
export function chimeOf({ phase, need, failure }: EnrolmentRun): Chime | null {
  if (phase === 'done') return 'done';
  if (phase === 'rolledBack') return 'stopped';
  if (need === 'touch') return 'touch';
  return need === null || need === 'wait' || (need === 'plug' && failure === null)
    ? null
    : 'stopped';
}

/** What is to be heard about a key that no enrolment uses: that it cannot be used, so that nobody waits for it. */
export function chimeOfKey(
  { failure }: Pick<StationKey, 'failure'>,
  offer: KeyOffer | undefined,
): Chime | null {
  return failure !== null || offer?.state === 'refused' ? 'stopped' : null;
}
