import { describe, expect, it } from 'vitest';
import type { PostureReport, PostureState } from '#shared/api/posture.ts';
import { AppError } from '#shared/failure/appError.ts';
import { found } from './finding.ts';
import { type OpenDesk, runPosture } from './runPosture.ts';

const SINCE = '2027-06-01T09:00:00.000Z';
const CODES = {
  ok: 'noSecret',
  attention: 'secretThere',
  broken: 'directoryRole',
  unknown: 'lookFailed',
} as const;

function report(...states: readonly PostureState[]): PostureReport {
  const checks = states.map((state) => ({
    ...{ check: 'secrets' as const, state, since: SINCE },
    findings: [found(CODES[state], state === 'ok' ? null : 'x')],
  }));
  return { checks, lookedAt: SINCE, isLooking: false };
}

const answering = (first: PostureReport, ...later: readonly PostureReport[]): OpenDesk['desk'] => {
  const left = [...later];
  return {
    look: () => Promise.resolve(first),
    report: () => Promise.resolve(left.shift() ?? first),
  };
};

async function run(desk: OpenDesk['desk'], ...options: readonly string[]) {
  const said: string[] = [];
  let closed = 0;
  let slept = 0;
  const exit = await runPosture({
    ...{ options, env: {} },
    say: (line) => said.push(line),
    open: async () => ({
      desk,
      close: async () => {
        closed += 1;
      },
    }),
    sleep: async () => {
      slept += 1;
    },
  });
  return { exit, said, closed, slept };
}

describe('npm run posture', () => {
  it.each([
    [0, ['ok', 'ok']],
    [1, ['ok', 'attention', 'unknown']],
    [1, ['broken', 'ok']],
    [2, ['ok', 'unknown']],
    [2, []],
  ] as const)('ends with %i when the checks are %s', async (exit, states) => {
    expect(await run(answering(report(...states)))).toMatchObject({ exit, closed: 1 });
  });

  it('says plain lines, or what the page gets', async () => {
    const found = report('ok', 'attention');
    expect((await run(answering(found))).said).toEqual([
      'ok        secrets: no client secret',
      'attention secrets: client secret: x',
    ]);
    const { said } = await run(answering(found), '--json');
    expect(JSON.parse(said.join(''))).toEqual(found);
  });

  it('waits for somebody else’s look, and not for ever', async () => {
    const busy = { ...report('ok'), isLooking: true };
    const calm = await run(answering(busy, busy, report('ok')));
    expect(calm).toMatchObject({ exit: 0, slept: 2, closed: 1 });
    const stuck = await run(answering(busy));
    expect(stuck).toMatchObject({ exit: 2, slept: 60, closed: 1 });
  });

  it('could not look without settings, a database or an option that it knows', async () => {
    const said: string[] = [];
    const say = (line: string) => said.push(line);
    expect(await runPosture({ options: [], env: {}, say })).toBe(2);
    expect(said.join()).toContain('KEYWRIGHT_TENANT_ID is missing');
    const away = () => Promise.reject(new AppError('database_unavailable', 'away'));
    expect(await run({ look: away, report: away })).toMatchObject({
      ...{ exit: 2, closed: 1 },
      said: ['Not looked at: database_unavailable'],
    });
    expect(await run(answering(report('ok')), '--no-such-option')).toMatchObject({
      ...{ exit: 2, closed: 0 },
      said: ['Not looked at: ERR_PARSE_ARGS_UNKNOWN_OPTION'],
    });
  });

  it('explains itself', async () => {
    const { exit, said, closed } = await run(answering(report('ok')), '--help');
    expect({ exit, closed }).toEqual({ exit: 0, closed: 0 });
    expect(said.join()).toContain('posture [--json]');
  });
});
