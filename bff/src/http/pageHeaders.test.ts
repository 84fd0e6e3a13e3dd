import { describe, expect, it } from 'vitest';
import { API_HEADERS, pageHeaders, redirectPageHeaders } from './pageHeaders.ts';

const ORIGINS = {
  apiOrigin: 'https://api.keys.example.com',
  loginOrigin: 'https://login.microsoftonline.com',
};

function directives(policy: string | undefined): Map<string, string> {
  const parts = (policy ?? '').split('; ').map((part) => part.split(/ (.*)/s, 2));
  return new Map(parts.map(([name = '', value = '']) => [name, value]));
}

describe('the headers of the page', () => {
  it('allow nothing by default and nothing unsafe', () => {
    for (const headers of [pageHeaders(ORIGINS), redirectPageHeaders(ORIGINS)]) {
      const policy = directives(headers['Content-Security-Policy']);
      expect(policy.get('default-src')).toBe("'none'");
      expect(policy.get('script-src')).toBe("'self'");
      expect(policy.get('style-src')).toBe("'self'");
      expect(policy.get('base-uri')).toBe("'none'");
      expect(policy.get('form-action')).toBe("'none'");
      expect(policy.get('require-trusted-types-for')).toBe("'script'");
      expect(headers['Content-Security-Policy']).not.toMatch(/unsafe|nonce|\*/);
    }
  });

  it('let the page reach its backend and sign-in, and nothing else', () => {
    const policy = directives(pageHeaders(ORIGINS)['Content-Security-Policy']);
    expect(policy.get('connect-src')).toBe(
      "'self' https://api.keys.example.com https://login.microsoftonline.com",
    );
    expect(policy.get('frame-src')).toBe("'self' https://login.microsoftonline.com");
    const own = directives(pageHeaders({ ...ORIGINS, apiOrigin: '' })['Content-Security-Policy']);
    expect(own.get('connect-src')).toBe("'self' https://login.microsoftonline.com");
  });

  it('keep the page apart from others, but not the redirect page from its opener', () => {
    const page = pageHeaders(ORIGINS);
    const redirect = redirectPageHeaders(ORIGINS);
    expect(page['Cross-Origin-Opener-Policy']).toBe('same-origin');
    expect(redirect).not.toHaveProperty('Cross-Origin-Opener-Policy');
    expect(redirect['Cache-Control']).toBe('no-store');
    expect(directives(page['Content-Security-Policy']).get('frame-ancestors')).toBe("'none'");
    expect(directives(redirect['Content-Security-Policy']).get('frame-ancestors')).toBe("'self'");
  });

  it('keep what the page needs of the browser and turn the rest off', () => {
    const policy = pageHeaders(ORIGINS)['Permissions-Policy'];
    expect(policy).toContain('hid=(self)');
    expect(policy).toContain('publickey-credentials-create=(self)');
    expect(policy).toContain('camera=()');
  });
});

describe('the headers of the API', () => {
  it('let nothing of an answer be stored, framed, guessed or run', () => {
    expect(API_HEADERS).toMatchObject({
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    });
  });
});
