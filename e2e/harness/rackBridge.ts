import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { KeyRack } from '#e2e/authenticator/keyRack.ts';
import { KEY_CATALOGUE } from '#e2e/authenticator/profiles/catalogue.ts';
import { RACK_PATH, type ToPage, type ToRack } from '#e2e/demo/page/protocol.ts';
import { fromHex, toHex } from '#shared/bytes/hex.ts';

/** Joins pages to a rack of software keys: every page of the origin sees the same rack, as tabs share a USB port. */
export function bridgeRack(server: Server, rack: KeyRack): { close(): void } {
  const sockets = new WebSocketServer({ server, path: RACK_PATH });
  sockets.on('connection', (socket) => serve(socket, rack));
  return {
    close() {
      // Open pages would keep the server, and with it the demo, alive.
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

function serve(socket: WebSocket, rack: KeyRack): void {
  const open = new Map<string, () => void>();
  const say = (message: ToPage) => socket.send(JSON.stringify(message));
  const show = () => {
    for (const [id, stop] of open) {
      if (rack.list().some((key) => key.id === id && key.plugged)) continue;
      stop();
      open.delete(id);
    }
    say({
      type: 'rack',
      keys: rack.list(),
      models: MODELS,
    });
  };
  const stopWatching = rack.subscribe(show);
  show();
  socket.on('message', (data) => {
    if (!Buffer.isBuffer(data)) return;
    const message: ToRack = JSON.parse(data.toString());
    switch (message.type) {
      case 'open': {
        if (open.has(message.id)) return;
        const { id } = message;
        const stop = rack.onReport(id, (report) => say({ type: 'report', id, hex: toHex(report) }));
        open.set(id, stop);
        return;
      }
      case 'close':
        open.get(message.id)?.();
        open.delete(message.id);
        return;
      case 'send':
        rack.send(message.id, fromHex(message.hex));
        return;
      case 'add':
        rack.plug(rack.add(message.profileId));
        return;
      case 'plug':
      case 'unplug':
      case 'touch':
      case 'remove':
        rack[message.type](message.id);
    }
  });
  socket.on('close', () => {
    stopWatching();
    for (const stop of open.values()) stop();
  });
}

const MODELS = KEY_CATALOGUE.map(({ id, label, description }) => ({ id, label, description }));
