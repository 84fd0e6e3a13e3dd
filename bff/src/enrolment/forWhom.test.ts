import { describe, expect, it } from 'vitest';
import { callOrigin } from '#bff/graph/callOrigin.ts';
import { forWhom } from './forWhom.ts';

const holder = { id: 'A1', displayName: 'Megan Bowen', userPrincipalName: 'megan@contoso.example' };

describe('what goes on without a page', () => {
  it.each([
    ['its holder', 'a1', true],
    ['an operator', 'b2', false],
  ])('with an enrolment of %s is self-service: %s, %s', (_, operatorId, isSelfService) => {
    expect(forWhom({ operatorId, holder }, callOrigin)).toMatchObject({ isSelfService });
    expect(callOrigin()).toEqual({ isSelfService: false });
  });
});
