import { describe, expect, it } from 'vitest';
import { filterOf, readAuditSearch } from './auditSearch.ts';

const GUID = '3f0e7d6c-0000-4000-8000-0000000000bb';

describe('the address of the audit page', () => {
  it('keeps what can be searched for', () => {
    const search = {
      from: '2027-06-01',
      to: '2027-06-02',
      action: 'register',
      actor: 'system',
      holder: GUID,
      result: 'failed',
    };
    expect(readAuditSearch(search)).toEqual(search);
  });

  it('leaves out what cannot, and what it does not know', () => {
    const search = {
      from: 'yesterday',
      to: '2027-99-99',
      action: "'; drop",
      actor: 'x',
      holder: 7,
      result: '',
      cursor: '1',
    };
    expect(readAuditSearch(search)).toEqual({});
  });

  it('covers both of its days whole', () => {
    const { from, to, action } = filterOf({
      from: '2027-06-01',
      to: '2027-06-01',
      action: 'register',
    });
    expect(new Date(from ?? '').getHours()).toBe(0);
    expect(new Date(to ?? '').getHours()).toBe(0);
    expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(24 * 3_600_000);
    expect(action).toBe('register');
    expect(filterOf({})).toEqual({});
  });
});
