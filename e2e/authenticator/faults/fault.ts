/**
 * Something that goes wrong, scripted. `command` is a name as in the request log (`makeCredential`,
 * `clientPin.setPin`); a name without a dot also matches its subcommands. `times` counts down; absent means always.
 */
export type Fault =
  /** The key leaves its port at the nth report (from 1, since power-up) in this direction; that report is lost. */
  | { readonly kind: 'unplug'; readonly direction: 'in' | 'out'; readonly frame: number }
  | { readonly kind: 'slow'; readonly ms: number; readonly command?: string }
  | { readonly kind: 'silent'; readonly command: string; readonly times?: number }
  /** Frames of another client's channel between our own. */
  | { readonly kind: 'foreignFrames'; readonly times?: number }
  | { readonly kind: 'busy'; readonly times: number }
  /** The CBOR answer ends early. */
  | {
      readonly kind: 'truncated';
      readonly command: string;
      readonly keepBytes: number;
      readonly times?: number;
    }
  /** The bytes after the status byte are replaced. */
  | {
      readonly kind: 'hostileCbor';
      readonly command: string;
      readonly bytes: Uint8Array;
      readonly times?: number;
    }
  /** The command answers this status without doing anything. */
  | {
      readonly kind: 'status';
      readonly command: string;
      readonly status: number;
      readonly times?: number;
    }
  /** The command takes effect, then the power goes before a byte of the answer leaves. */
  | { readonly kind: 'crashAfterEffect'; readonly command: string; readonly times?: number }
  | { readonly kind: 'badAttestationSignature' }
  | { readonly kind: 'badAssertionSignature' }
  /** What makeCredential attests with, in place of the model's own. */
  | {
      readonly kind: 'attestation';
      readonly use: 'none' | 'self' | 'foreignRoot' | 'wrongAaguidExtension' | 'truncatedChain';
    }
  /** authenticatorData names another model (hex, 32 digits). */
  | { readonly kind: 'lyingAaguid'; readonly aaguid: string };

type FaultOf<K extends Fault['kind']> = Extract<Fault, { kind: K }>;

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** The first fault of a kind that is in force for a command; using it counts its `times` down. */
  take<K extends Fault['kind']>(kind: K, command?: string): FaultOf<K> | undefined;
  /** True if an unplug is scripted for this report; it strikes once. */
  unplugsAt(direction: 'in' | 'out', frame: number): boolean;
}

function matches(fault: Fault, command: string | undefined): boolean {
  if (!('command' in fault) || fault.command === undefined) return true;
  return command === fault.command || command?.startsWith(`${fault.command}.`) === true;
}

export function createFaults(): Faults {
  let active: { fault: Fault; left: number }[] = [];
  const isOf = <K extends Fault['kind']>(fault: Fault, kind: K): fault is FaultOf<K> =>
    fault.kind === kind;
  return {
    add(fault) {
      active.push({ fault, left: 'times' in fault ? (fault.times ?? Infinity) : Infinity });
    },
    clear() {
      active = [];
    },
    take(kind, command) {
      for (const entry of active) {
        const { fault } = entry;
        if (!isOf(fault, kind) || !matches(fault, command)) continue;
        entry.left -= 1;
        if (entry.left <= 0) active = active.filter((other) => other !== entry);
        return fault;
      }
      return undefined;
    },
    unplugsAt(direction, frame) {
      const struck = active.find(
        ({ fault }) =>
          fault.kind === 'unplug' && fault.direction === direction && fault.frame === frame,
      );
      active = active.filter((entry) => entry !== struck);
      return struck !== undefined;
    },
  };
}
