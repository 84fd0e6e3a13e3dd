/**
 * The headers of the page and of the API, as data. Pure: the build writes them into `staticwebapp.config.json` and
 * `_headers`, the backend sends them, so that a page has the same armour wherever it is served.
 */
export type HeaderSet = Readonly<Record<string, string>>;

/** Where the page talks to. Empty strings are left out. */
export interface PageOrigins {
  /** Origin of the API; empty where it is the page's own. */
  readonly apiOrigin: string;
  /** Origin of sign-in, `https://login.microsoftonline.com` in the global cloud. */
  readonly loginOrigin: string;
}

/** What MSAL's redirect page is called; it must share its window with the opener and may be framed by our page. */
export const REDIRECT_PAGE = '/redirect.html';

const YEAR_SECONDS = 31_536_000;

/** True everywhere. */
const COMMON: HeaderSet = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  // Browsers ignore it over plain http, so it also goes out in the demo.
  'Strict-Transport-Security': `max-age=${YEAR_SECONDS}; includeSubDomains`,
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** What the page needs of the browser: keys by WebHID and WebAuthn, and copying. */
const NEEDED = [
  'hid',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'clipboard-write',
];
/** What it could ask for otherwise. */
const NOT_NEEDED =
  'accelerometer bluetooth camera display-capture fullscreen geolocation gyroscope magnetometer microphone midi payment serial usb'.split(
    ' ',
  );
const PERMISSIONS_POLICY = [
  ...NEEDED.map((feature) => `${feature}=(self)`),
  ...NOT_NEEDED.map((feature) => `${feature}=()`),
].join(', ');

function sources(...list: string[]): string {
  return list.filter((source) => source !== '').join(' ');
}

function contentSecurityPolicy(origins: PageOrigins, ancestors: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${sources("'self'", origins.apiOrigin, origins.loginOrigin)}`,
    // MSAL renews tokens in a hidden frame that ends at our redirect page.
    `frame-src ${sources("'self'", origins.loginOrigin)}`,
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestors}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/** For every path of the page but {@link REDIRECT_PAGE}. HTML is kept nowhere; see {@link ASSET_CACHE}. */
export function pageHeaders(origins: PageOrigins): HeaderSet {
  return {
    ...COMMON,
    'Content-Security-Policy': contentSecurityPolicy(origins, "'none'"),
    'Permissions-Policy': PERMISSIONS_POLICY,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'X-Frame-Options': 'DENY',
    'Cache-Control': 'no-store',
  };
}

/** For MSAL's redirect page: no opener policy, or the popup could not answer; framed by our own page only. */
export function redirectPageHeaders(origins: PageOrigins): HeaderSet {
  return {
    ...COMMON,
    'Content-Security-Policy': contentSecurityPolicy(origins, "'self'"),
    'Permissions-Policy': PERMISSIONS_POLICY,
    'X-Frame-Options': 'SAMEORIGIN',
    'Cache-Control': 'no-store',
  };
}

/** `Cache-Control` of files whose names hold a hash of their content: those under `/assets/`. */
export const ASSET_CACHE = `public, max-age=${YEAR_SECONDS}, immutable`;

/** For every answer of the API. */
export const API_HEADERS: HeaderSet = {
  ...COMMON,
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
};
