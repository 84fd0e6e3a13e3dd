import { RACK_PATH, type ToPage, type ToRack } from './protocol.ts';

type RackMessage = Extract<ToPage, { type: 'rack' }>;
type ReportMessage = Extract<ToPage, { type: 'report' }>;

/** One socket to the rack, shared by the stand-in for `navigator.hid` and the drawer; it reconnects by itself. */
export class RackSocket {
  latest: RackMessage | null = null;
  readonly ready: Promise<void>;
  #socket: WebSocket | null = null;
  readonly #waiting: string[] = [];
  readonly #onRack = new Set<(rack: RackMessage) => void>();
  readonly #onReport = new Set<(report: ReportMessage) => void>();

  constructor() {
    this.ready = new Promise((resolve) => {
      const stop = this.onRack(() => {
        resolve();
        stop();
      });
    });
    this.#connect();
  }

  onRack(listener: (rack: RackMessage) => void): () => void {
    this.#onRack.add(listener);
    if (this.latest !== null) listener(this.latest);
    return () => this.#onRack.delete(listener);
  }

  onReport(listener: (report: ReportMessage) => void): () => void {
    this.#onReport.add(listener);
    return () => this.#onReport.delete(listener);
  }

  say(message: ToRack): void {
    const text = JSON.stringify(message);
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(text);
    else this.#waiting.push(text);
  }

  #connect(): void {
    const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}${RACK_PATH}`);
    this.#socket = socket;
    socket.addEventListener('open', () => {
      for (const text of this.#waiting.splice(0)) socket.send(text);
    });
    socket.addEventListener('message', ({ data }) => {
      const message: ToPage = JSON.parse(String(data));
      if (message.type === 'rack') {
        this.latest = message;
        for (const listener of [...this.#onRack]) listener(message);
      } else {
        for (const listener of [...this.#onReport]) listener(message);
      }
    });
    socket.addEventListener('close', () => {
      // The demo was stopped: to the page that is every software key pulled out at once.
      this.latest = { type: 'rack', keys: [], models: this.latest?.models ?? [] };
      for (const listener of [...this.#onRack]) listener(this.latest);
      setTimeout(() => this.#connect(), 1000);
    });
  }
}
