import { describe, expect, it } from 'vitest';
import { LOG_FIELD_NAMES, type LogFields } from './logFields.ts';
import { createLogger, type LogLevel } from './logger.ts';
import { Secret } from './secret.ts';

function capture(level?: LogLevel) {
  const lines: string[] = [];
  const options = { write: (line: string) => lines.push(line), now: () => 1_700_000_000_000 };
  const log = createLogger(level === undefined ? options : { ...options, level });
  return { log, lines };
}

describe('the log', () => {
  it('writes one JSON object a line with time, level and event', () => {
    const { log, lines } = capture();
    log.info('request', { method: 'GET', status: 200 });
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        time: '2023-11-14T22:13:20.000Z',
        level: 'info',
        event: 'request',
        method: 'GET',
        status: 200,
      },
    ]);
  });

  it('drops fields that are not on the list, and secrets in fields that are', () => {
    const { log, lines } = capture();
    const sneaky: Record<string, unknown> = {
      pin: 'marker-1',
      body: { pin: 'marker-2' },
      reason: new Secret('marker-3'),
      userId: { toString: () => 'marker-4' },
      requestId: 'kept',
    };
    log.warn('request_failed', sneaky as LogFields);
    expect(lines.join()).not.toContain('marker');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ requestId: 'kept' });
  });

  it('redacts what looks like a token and cuts long texts', () => {
    const { log, lines } = capture();
    log.error('request_failed', {
      reason: 'Bearer eyJhbGciOiJSUzI1NiJ9.x',
      graphCode: 'c'.repeat(900),
    });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      reason: '[redacted]',
      graphCode: 'c'.repeat(200),
    });
  });

  it('keeps one line one line', () => {
    const { log, lines } = capture();
    log.info('request', { route: '/a\nb\u2028' });
    expect(lines[0]?.split('\n')).toHaveLength(1);
  });

  it('drops lines below its level and carries fields on', () => {
    const { log, lines } = capture('warn');
    const inner = log.with({ requestId: 'r1' });
    inner.debug('request');
    inner.info('request');
    inner.warn('request_failed', { status: 409 });
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ requestId: 'r1', status: 409, level: 'warn' }),
    ]);
  });

  it('lists every field once', () => {
    expect(new Set(LOG_FIELD_NAMES).size).toBe(LOG_FIELD_NAMES.length);
  });
});
