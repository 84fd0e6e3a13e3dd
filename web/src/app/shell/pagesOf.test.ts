import { describe, expect, it } from 'vitest';
import { mayUse, pagesOf } from './pagesOf.ts';

const paths = (...roles: Parameters<typeof pagesOf>[0][number][]) =>
  pagesOf(roles).map(({ to }) => to);

describe('the navigation', () => {
  it('offers a holder nothing but their own keys', () => {
    expect(paths()).toEqual(['/my-keys']);
  });

  it('offers an operator the station first', () => {
    expect(paths('Operator')).toEqual([
      '/station',
      '/batch',
      '/people',
      '/unfinished',
      '/invitations',
      '/profiles',
      '/removals',
      '/approvals',
      '/my-keys',
    ]);
  });

  it('lets the helpdesk invite people and enrol nobody', () => {
    expect(paths('Helpdesk')).toEqual([
      '/people',
      '/unfinished',
      '/invitations',
      '/profiles',
      '/my-keys',
    ]);
  });

  it('lets an auditor look at people and not enrol', () => {
    expect(mayUse('/people', ['Auditor'])).toBe(true);
    expect(mayUse('/unfinished', ['Auditor'])).toBe(true);
    expect(mayUse('/unfinished', [])).toBe(false);
    expect(mayUse('/station', ['Auditor'])).toBe(false);
    expect(mayUse('/audit', ['Auditor'])).toBe(true);
    expect(mayUse('/audit', ['Operator'])).toBe(false);
    expect(mayUse('/readiness', ['Auditor'])).toBe(true);
    expect(mayUse('/readiness', ['Operator', 'Helpdesk'])).toBe(false);
  });

  it('lets nobody but admins suspend operators', () => {
    expect(mayUse('/operators', ['Admin'])).toBe(true);
    expect(mayUse('/operators', ['Operator', 'Auditor'])).toBe(false);
  });
});
