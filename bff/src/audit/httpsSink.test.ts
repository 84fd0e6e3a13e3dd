import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '#bff/log/secret.ts';
import { createHttpsSink } from './httpsSink.ts';

const ROOT = 'a'.repeat(64);
const LINE = `{"hash":"${ROOT}"}`;
const PATIENT = new AbortController().signal;

describe('an endpoint as the second place', () => {
  let server: Server;
  let url: string;
  let answer: (request: IncomingMessage, body: string, response: ServerResponse) => void;
  const asked: { method: string; headers: IncomingMessage['headers']; body: string }[] = [];
  beforeEach(async () => {
    asked.length = 0;
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        asked.push({ method: request.method ?? '', headers: request.headers, body });
        answer(request, body, response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/in?secret=marker-51673`;
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const sink = () => createHttpsSink({ url, token: new Secret('token-1'), fetch });
  const says = (status: number, body = '') => {
    answer = (_, __, response) => response.writeHead(status).end(body);
  };

  it('is sent lines, with its token, and has no secret in its name', async () => {
    says(202);
    await sink().append([LINE, LINE], PATIENT);
    expect(asked[0]).toMatchObject({ method: 'POST', body: `${LINE}\n${LINE}\n` });
    expect(asked[0]?.headers).toMatchObject({
      'content-type': 'application/x-ndjson',
      authorization: 'Bearer token-1',
    });
    expect(sink().name).not.toContain('marker-51673');
  });

  it('is called off with the batch that it was sent', async () => {
    answer = () => undefined;
    const patience = new AbortController();
    const sent = sink().append([LINE], patience.signal);
    await expect.poll(() => asked).toHaveLength(1);
    patience.abort(new RangeError('too late'));
    await expect(sent).rejects.toThrow('too late');
  });

  it.each([
    [200, `{"size":7,"root":"${ROOT}"}`, { size: 7, root: ROOT }],
    [204, '', null],
    [404, 'no', undefined],
    [405, '', undefined],
  ])('may say what it has: %d', async (status, body, head) => {
    says(status, body);
    expect(await sink().readHead()).toEqual(head);
  });

  it.each([
    [200, 'garbage'],
    [200, '{"size":-1,"root":"x"}'],
    [503, ''],
    [401, ''],
  ])('cannot be asked when it answers %d %s', async (status, body) => {
    says(status, body);
    await expect(sink().readHead()).rejects.toMatchObject({ code: 'audit_unavailable' });
  });

  it('has not taken what it refuses, redirects, cuts off or has something else of', async () => {
    for (const status of [400, 413, 500, 503]) {
      says(status);
      await expect(sink().append([LINE], PATIENT)).rejects.toMatchObject({
        code: 'audit_unavailable',
      });
    }
    says(200, `{"size":1,"root":"${'b'.repeat(64)}"}`);
    await expect(sink().append([LINE], PATIENT)).rejects.toMatchObject({
      code: 'audit_unavailable',
    });
    says(200, `{"size":1,"root":"${ROOT}"}`);
    await sink().append([LINE], PATIENT);
    answer = (_, __, response) => response.writeHead(307, { location: '/elsewhere' }).end();
    await expect(sink().append([LINE], PATIENT)).rejects.toThrow(TypeError);
    answer = (request) => request.socket.destroy();
    await expect(sink().append([LINE], PATIENT)).rejects.toThrow(TypeError);
  });
});
