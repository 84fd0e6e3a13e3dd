import { parseArgs } from 'node:util';
import type { LayerName } from './layers/layer.ts';

/** What the command line asks for. */
export interface RunOptions {
  readonly minutes: number;
  readonly seed: number;
  /** All of them where null. */
  readonly layer: LayerName | null;
  /** One trial again, by the seed that was printed. */
  readonly replay: number | null;
}

const LAYERS: readonly LayerName[] = ['L1', 'L2', 'L3', 'L4', 'L6', 'L8', 'L9'];

/** Reads `--minutes N --seed S --layer L --replay SEED`. @throws TypeError for what cannot be understood. */
export function readRunOptions(args: readonly string[]): RunOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '5' },
      seed: { type: 'string', default: '1' },
      layer: { type: 'string' },
      replay: { type: 'string' },
    },
  });
  const layer = LAYERS.find((name) => name === values.layer?.toUpperCase()) ?? null;
  if (values.layer !== undefined && layer === null) {
    throw new TypeError(`--layer is one of ${LAYERS.join(', ')}`);
  }
  if (values.replay !== undefined && layer === null) throw new TypeError('--replay wants --layer');
  return {
    minutes: numberOf('minutes', values.minutes),
    seed: numberOf('seed', values.seed),
    layer,
    replay: values.replay === undefined ? null : numberOf('replay', values.replay),
  };
}

function numberOf(name: string, text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number) || number < 0) {
    throw new TypeError(`--${name} wants a number`);
  }
  return number;
}
