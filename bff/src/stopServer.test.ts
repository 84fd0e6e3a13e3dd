import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { stopServer } from './stopServer.ts';

async function started(listener: RequestListener): Promise<{ server: Server; url: string }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

describe('stopping', () => {
  it('lets a request finish and takes no new one', async () => {
    let finish: () => void = () => undefined;
    let arrived: () => void = () => undefined;
    const isThere = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const { server, url } = await started((_, response) => {
      finish = () => response.end('done');
      arrived();
    });
    const answer = fetch(url).then((response) => response.text());
    await isThere;
    const stopped = stopServer(server);
    await expect(fetch(url)).rejects.toThrowError();
    finish();
    expect(await answer).toBe('done');
    await stopped;
    expect(server.listening).toBe(false);
  });

  it('cuts what does not finish', async () => {
    let arrived: () => void = () => undefined;
    const isThere = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const { server, url } = await started(() => arrived());
    const answer = fetch(url);
    await isThere;
    const stopped = stopServer(server, 10);
    await expect(answer).rejects.toThrowError();
    await stopped;
    expect(server.listening).toBe(false);
  });
});
