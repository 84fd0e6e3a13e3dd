import fc from 'fast-check';
import { type FaultKind, faultsAt } from '../faults.ts';
import type { Reader } from '../readPin.ts';
import type { Side } from '../world/probe.ts';

/** One thing that somebody does, or that happens; numbers are taken modulo what there is. */
export type CrowdCommand =
  | {
      readonly does: 'begin';
      readonly desk: number;
      readonly holder: number;
      readonly profile: number;
    }
  | { readonly does: 'help'; readonly desk: number; readonly times: number }
  /** They go on with what somebody began last. */
  | { readonly does: 'takeUp'; readonly desk: number }
  | { readonly does: 'plug'; readonly desk: number; readonly key: number }
  | { readonly does: 'unplug'; readonly key: number }
  | { readonly does: 'reload'; readonly desk: number }
  | { readonly does: 'close'; readonly desk: number }
  | { readonly does: 'cancel'; readonly desk: number }
  | { readonly does: 'killBackends' }
  | { readonly does: 'wait'; readonly seconds: number }
  | { readonly does: 'sweep' }
  | { readonly does: 'skew'; readonly backend: number; readonly seconds: number }
  /** Somebody wants to see every PIN there is; `isSeen`: and says so. */
  | {
      readonly does: 'reveal';
      readonly holder: number;
      readonly way: Reader['way'];
      readonly isSeen: boolean;
    }
  /** Both operators ask for the same at once, of any backend. */
  | { readonly does: 'race'; readonly holder: number }
  | { readonly does: 'backUp' }
  | { readonly does: 'restore' }
  | { readonly does: 'acceptRestore' }
  /** The next time that a position of this kind is reached, something goes wrong there. */
  | {
      readonly does: 'trap';
      readonly desk: number;
      readonly side: Side;
      readonly fault: FaultKind;
    };

const MOST_COMMANDS = 60;
const SIDES: readonly Side[] = [
  ...['call', 'journal', 'audit', 'database', 'graph', 'escrow', 'lease', 'mail', 'job', 'key'],
] as const as readonly Side[];

const desk = fc.nat(1);
const holder = fc.nat(2);
const key = fc.nat(2);
const does = <Name extends string>(name: Name) => ({ does: fc.constant(name) });
const trap = fc.constantFrom(...SIDES).chain((side) =>
  fc.record({
    ...does('trap'),
    desk,
    side: fc.constant(side),
    fault: fc.constantFrom<FaultKind[]>(...faultsAt({ side, name: '', point: 'before' })),
  }),
);

const COMMANDS: readonly {
  readonly weight: number;
  readonly arbitrary: fc.Arbitrary<CrowdCommand>;
}[] = [
  { weight: 4, arbitrary: fc.record({ ...does('begin'), desk, holder, profile: fc.nat(4) }) },
  {
    weight: 10,
    arbitrary: fc.record({ ...does('help'), desk, times: fc.integer({ min: 1, max: 6 }) }),
  },
  { weight: 2, arbitrary: fc.record({ ...does('takeUp'), desk }) },
  { weight: 5, arbitrary: fc.record({ ...does('plug'), desk, key }) },
  { weight: 2, arbitrary: fc.record({ ...does('unplug'), key }) },
  { weight: 2, arbitrary: fc.record({ ...does('reload'), desk }) },
  { weight: 1, arbitrary: fc.record({ ...does('close'), desk }) },
  { weight: 1, arbitrary: fc.record({ ...does('cancel'), desk }) },
  { weight: 1, arbitrary: fc.record(does('killBackends')) },
  {
    weight: 3,
    arbitrary: fc.record({ ...does('wait'), seconds: fc.constantFrom(1, 30, 70, 130, 400, 4_000) }),
  },
  { weight: 1, arbitrary: fc.record(does('sweep')) },
  {
    weight: 1,
    arbitrary: fc.record({
      ...does('skew'),
      backend: fc.nat(1),
      seconds: fc.integer({ min: -30, max: 30 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...does('reveal'),
      holder,
      way: fc.constantFrom<Reader['way'][]>('holder', 'operator', 'letter'),
      isSeen: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ ...does('race'), holder }) },
  { weight: 1, arbitrary: fc.record(does('backUp')) },
  { weight: 1, arbitrary: fc.record(does('restore')) },
  { weight: 1, arbitrary: fc.record(does('acceptRestore')) },
  { weight: 6, arbitrary: trap },
];

/** Up to 60 things that people do or suffer. */
export const crowdCommands: fc.Arbitrary<CrowdCommand[]> = fc.array(fc.oneof(...COMMANDS), {
  minLength: 10,
  maxLength: MOST_COMMANDS,
  size: 'max',
});
