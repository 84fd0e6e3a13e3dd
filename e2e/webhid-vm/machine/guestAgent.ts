import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A program of the guest that has ended. */
export interface Ran {
  readonly code: number;
  /** Both streams, as a terminal shows them. */
  readonly output: string;
  readonly ms: number;
}

/** How to run a program of the guest. */
export interface RunOptions {
  readonly input?: string;
  /** What is typed at which prompt (a pattern), in this order. */
  readonly answers?: readonly (readonly [prompt: string, typed: string])[];
}

/** Who a program of the guest belongs to and what is in its environment. */
export interface StartOptions {
  readonly user: string;
  readonly env: Readonly<Record<string, string>>;
}

/** What a key says of itself on USB; `id` tells it from others in the guest. */
export interface HidIdentity {
  readonly id: string;
  readonly name: string;
  readonly vendorId: number;
  readonly productId: number;
}

/** A HID device of the guest's kernel. */
export interface KernelHid {
  /** Its node, such as /dev/hidraw0. */
  readonly device: string;
  /** One 64-byte report from the key to whoever has the device open. */
  send(report: Uint8Array): void;
  /** Takes it out of its port. */
  unplug(): Promise<void>;
}

/** Everything that can be asked of the machine from outside; guest/agent.py answers. */
export interface GuestAgent {
  run(argv: readonly string[], options?: RunOptions): Promise<Ran>;
  /** Starts a program that stays; what it prints goes to the machine's log. */
  start(argv: readonly string[], options: StartOptions): Promise<{ stop(): Promise<void> }>;
  write(path: string, content: string, mode?: number): Promise<void>;
  remove(path: string): Promise<void>;
  plug(key: HidIdentity, onReport: (report: Uint8Array) => void): Promise<KernelHid>;
  /** A port of the guest's localhost leads to one of ours from now on. */
  listen(port: number, to: number): Promise<void>;
  /** A connection to a port of the guest's localhost. */
  tunnel(port: number): Promise<Socket>;
}

const REPORT_BYTES = 64;

/** Speaks to the agent behind a port of the loopback interface. */
export function createGuestAgent(agentPort: number): GuestAgent {
  async function open(request: object): Promise<Socket> {
    const socket = connect({ port: agentPort, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    socket.write(`${JSON.stringify(request)}\n`);
    return socket;
  }

  async function ask<T>(request: object, body = ''): Promise<{ answer: T; socket: Socket }> {
    const socket = await open(request);
    socket.write(body);
    const answer: T & { error?: string } = JSON.parse(await readLine(socket));
    if (answer.error !== undefined) throw new Error(`the guest refused: ${answer.error}`);
    return { answer, socket };
  }

  async function askOnce<T>(request: object, body?: string): Promise<T> {
    const { answer, socket } = await ask<T>(request, body);
    socket.destroy();
    return answer;
  }

  return {
    run: (argv, options = {}) => askOnce<Ran>({ do: 'run', argv, ...options }),
    async start(argv, options) {
      const socket = await open({ do: 'run', argv, log: true, ...options });
      return { stop: () => end(socket) };
    },
    async write(path, content, mode = 0o644) {
      await askOnce({ do: 'write', path, mode, size: Buffer.byteLength(content) }, content);
    },
    async remove(path) {
      await askOnce({ do: 'remove', path });
    },
    async plug(key, onReport) {
      const { answer, socket } = await ask<{ device: string }>({ do: 'key', ...key });
      let pending = Buffer.alloc(0);
      socket.on('data', (data: Buffer) => {
        pending = Buffer.concat([pending, data]);
        while (pending.length >= REPORT_BYTES) {
          onReport(new Uint8Array(pending.subarray(0, REPORT_BYTES)));
          pending = pending.subarray(REPORT_BYTES);
        }
      });
      return {
        device: answer.device,
        send: (report) => void socket.write(report),
        unplug: () => end(socket),
      };
    },
    async listen(port, to) {
      await askOnce({ do: 'listen', port, to });
    },
    tunnel: (port) => open({ do: 'tunnel', port }),
  };
}

/** The guest does what it has to at the end of a connection, and closes it from its side. */
async function end(socket: Socket): Promise<void> {
  const closed = socket.closed ? undefined : once(socket, 'close');
  socket.resume();
  socket.end();
  await closed;
}

/** What comes after the line stays in the socket. */
async function readLine(socket: Socket): Promise<string> {
  let line = Buffer.alloc(0);
  for (;;) {
    const byte: Buffer | null = socket.read(1);
    if (byte === null) {
      if (socket.readableEnded || socket.destroyed) throw new Error('the guest hung up');
      await Promise.race([once(socket, 'readable'), once(socket, 'close')]);
    } else if (byte[0] === 0x0a) {
      return line.toString();
    } else {
      line = Buffer.concat([line, byte]);
    }
  }
}
