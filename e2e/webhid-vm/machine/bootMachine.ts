import { join } from 'node:path';
import { type StartedProcess, startProcess } from '#e2e/harness/childProcess.ts';
import { freePort } from '#e2e/harness/freePort.ts';

const BOOT_MS = 180_000;
const AGENT_PORT = 7000;
/** `kvm` is faster; it is not taken by itself, because a machine under KVM within another machine may start and hang. */
const ACCELERATOR_VARIABLE = 'KEYWRIGHT_MACHINE_ACCELERATOR';

/** A machine that runs. */
export interface Machine {
  /** Where its agent is, on the loopback interface. */
  readonly agentPort: number;
  readonly process: StartedProcess;
}

/**
 * Boots the machine in a folder and waits for its agent. Its disk is written to for this run only.
 */
export async function bootMachine(folder: string): Promise<Machine> {
  const agentPort = await freePort();
  const file = (name: string) => join(folder, name);
  const started = await startProcess({
    command: 'qemu-system-x86_64',
    args: [
      ...['-accel', process.env[ACCELERATOR_VARIABLE] ?? 'tcg,thread=multi', '-cpu', 'max'],
      ...['-smp', '2', '-m', '3072'],
      ...['-nographic', '-no-reboot', '-nodefaults', '-serial', 'stdio'],
      ...['-kernel', file('vmlinuz'), '-initrd', file('initrd.img')],
      ...['-drive', `file=${file('disk.img')},if=virtio,format=raw,snapshot=on`],
      ...['-netdev', `user,id=n0,ipv6=off,hostfwd=tcp:127.0.0.1:${agentPort}-:${AGENT_PORT}`],
      ...['-device', 'virtio-net-pci,netdev=n0', '-device', 'virtio-rng-pci'],
      '-append',
      'console=ttyS0 root=/dev/vda rw init=/init-machine panic=-1 mitigations=off quiet',
    ],
    isReady: (line) => line.includes('agent: ready'),
    timeoutMs: BOOT_MS,
  });
  return { agentPort, process: started };
}
