import type { FaultKind } from './faults.ts';
import type { Play } from './play.ts';
import type { Reached } from './world/probe.ts';

/** Trouble with every key in the operator's ports, at the command of the moment. */
export function strikeKey({ desk }: Play, { name }: Reached, fault: FaultKind): void {
  const [command = name] = name.split('.');
  const once = { command, times: 1 };
  for (const key of desk.ports) {
    const { faults } = key.software;
    switch (fault) {
      case 'garbage': {
        const bytes = Uint8Array.of(0x9b, 0, 0, 0, 0, 6, 0, 0, 0);
        faults.add({ kind: 'hostileCbor', ...once, bytes });
        break;
      }
      case 'truncated':
        faults.add({ kind: 'truncated', ...once, keepBytes: 3 });
        break;
      case 'silent':
        faults.add({ kind: 'silent', ...once });
        break;
      case 'keyError':
        faults.add({ kind: 'status', ...once, status: 0x7f });
        break;
      case 'slow':
        faults.add({ kind: 'slow', command, ms: 400 });
        break;
      case 'foreignPin':
        key.takeForeignPin('40718293');
        return;
      default:
        throw new TypeError(`no trouble with a key: ${fault}`);
    }
  }
}
