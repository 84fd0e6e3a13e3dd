import { expect, it } from 'vitest';
import { AppError } from './appError.ts';
import { failureCodeOf } from './failureCodeOf.ts';

it('takes whatever else was thrown for a fault of ours', () => {
  expect(failureCodeOf(new AppError('user_disabled', 'x'))).toBe('user_disabled');
  expect(failureCodeOf(new Error('x'))).toBe('internal');
});
