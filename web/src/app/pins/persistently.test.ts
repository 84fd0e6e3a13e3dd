import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { persistently } from './persistently.ts';

async function say(...answers: (FailureCode | null)[]) {
  const slept: number[] = [];
  let said = 0;
  await persistently(
    () => {
      const code = answers[said] ?? null;
      said += 1;
      return code === null ? Promise.resolve() : Promise.reject(new AppError(code, 'as told'));
    },
    (ms) => {
      slept.push(ms);
      return Promise.resolve();
    },
  );
  return { said, slept };
}

describe('what the backend should hear', () => {
  it('is said once where it is heard or refused', async () => {
    expect(await say(null)).toEqual({ said: 1, slept: [] });
    expect(await say('conflict')).toEqual({ said: 1, slept: [] });
  });

  it('is said again after pauses while nobody answers, and not for ever', async () => {
    expect(await say('backend_unreachable', null)).toEqual({ said: 2, slept: [1_000] });
    const never = Array<FailureCode>(9).fill('backend_unreachable');
    expect(await say(...never)).toEqual({ said: 4, slept: [1_000, 4_000, 15_000] });
  });
});
