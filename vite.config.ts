import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import {
  ASSET_CACHE,
  type HeaderSet,
  pageHeaders,
  REDIRECT_PAGE,
  redirectPageHeaders,
} from './bff/src/http/pageHeaders.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** A static host sends fixed headers, so the build has to know whom the page talks to. */
const origins = {
  apiOrigin: process.env['KEYWRIGHT_API_ORIGIN'] ?? '',
  loginOrigin: process.env['KEYWRIGHT_LOGIN_ORIGIN'] ?? 'https://login.microsoftonline.com',
};

/** Azure Static Web Apps. A route's headers replace the global ones of the same name; an empty value drops one. */
function staticWebAppConfig(page: HeaderSet, redirect: HeaderSet): string {
  const dropped = Object.keys(page).filter((name) => !(name in redirect));
  return JSON.stringify(
    {
      globalHeaders: page,
      navigationFallback: {
        rewrite: '/index.html',
        exclude: ['/assets/*', '/*.{json,js,svg,txt}'],
      },
      routes: [
        {
          route: REDIRECT_PAGE,
          headers: { ...redirect, ...Object.fromEntries(dropped.map((name) => [name, ''])) },
        },
        { route: '/assets/*', headers: { 'Cache-Control': ASSET_CACHE } },
      ],
    },
    null,
    2,
  );
}

/** Hosts that read `_headers`. Rules add up there, so each special one first takes back (`!`) what it replaces. */
function headersFile(page: HeaderSet, redirect: HeaderSet): string {
  const rule = (path: string, taken: readonly string[], set: HeaderSet) =>
    [
      path,
      ...taken.map((name) => `  ! ${name}`),
      ...Object.entries(set).map(([name, value]) => `  ${name}: ${value}`),
    ].join('\n');
  return [
    rule('/*', [], page),
    ...[REDIRECT_PAGE, REDIRECT_PAGE.replace('.html', '')].map((path) =>
      rule(path, Object.keys(page), redirect),
    ),
    rule('/assets/*', ['Cache-Control'], { 'Cache-Control': ASSET_CACHE }),
    '',
  ].join('\n\n');
}

/** Puts the headers of bff/src/http/pageHeaders.ts beside the page in the forms that static hosts read. */
function staticHostHeaders(): Plugin {
  return {
    name: 'keywright:static-host-headers',
    apply: 'build',
    generateBundle() {
      const page = pageHeaders(origins);
      const redirect = redirectPageHeaders(origins);
      const files = {
        'staticwebapp.config.json': staticWebAppConfig(page, redirect),
        _headers: headersFile(page, redirect),
      };
      for (const [fileName, source] of Object.entries(files)) {
        this.emitFile({ type: 'asset', fileName, source });
      }
    },
  };
}

/**
 * Parts of MSAL for what this page never does: asking a broker of the operating system (its default
 * `allowPlatformBroker: false`, which we keep), signing in with a code that its server fetched, and keeping tokens in local
 * storage.
 */
const UNUSED_SIGN_IN =
  /[\\/]msal-browser[\\/]dist[\\/].*[\\/](PlatformAuth(?:InteractionClient|ExtensionHandler|DOMHandler)|SilentAuthCodeClient|LocalStorage)\.mjs$/;
const UNUSED_MODULES = 5;

/**
 * Leaves those out of the page: 9 kB gzip that can never run have no place beside security keys. The build fails when a
 * new MSAL has other modules.
 */
function withoutUnusedSignIn(): Plugin {
  const replaced = new Set<string>();
  return {
    name: 'keywright:without-unused-sign-in',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      const name = UNUSED_SIGN_IN.exec(id)?.[1];
      if (name === undefined) return null;
      replaced.add(name);
      return `export class ${name} { constructor() { throw new Error('not used here'); } }`;
    },
    buildEnd(error) {
      const signsIn = [...this.getModuleIds()].some((id) => id.includes('StandardController'));
      if (error === undefined && signsIn && replaced.size !== UNUSED_MODULES) {
        this.error(`MSAL has ${replaced.size} of the ${UNUSED_MODULES} unused modules looked for`);
      }
    },
  };
}

/**
 * What every visit needs, in three files: what signing in shares with the redirect page, the rest of what comes before the sign-in,
 * and what comes behind it. Left alone the bundler would make seventy of them, since the first words of a German page are
 * waited for (presentation/german.ts).
 */
const FIRST_FILES = [
  { name: 'workplace', test: /[\\/]web[\\/]src[\\/]workplace\.tsx$/ },
  // What the way in for the invited shares with the pages lies in front of the sign-in too, or all of them would come along.
  {
    name: 'main',
    test: /[\\/]web[\\/]src[\\/](main|components[\\/]CopyButton)\.tsx$/,
    priority: 1,
  },
  { name: 'sign-in', test: /[\\/]msal-browser[\\/]dist[\\/]redirect_bridge[\\/]/, priority: 2 },
];

export default defineConfig({
  root: here('web'),
  publicDir: here('web/public'),
  plugins: [react(), tailwindcss(), withoutUnusedSignIn(), staticHostHeaders()],
  build: {
    outDir: here('dist/web'),
    emptyOutDir: true,
    // Only Chromium from 136 on can reach a key; nothing is transpiled for others.
    target: 'chrome136',
    cssTarget: 'chrome136',
    sourcemap: false,
    // A data: URL would need room in the CSP.
    assetsInlineLimit: 0,
    // The polyfill is inline code, which the CSP refuses, for browsers that cannot reach a key.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      // No getter of ours or of a dependency does anything but get.
      treeshake: { propertyReadSideEffects: false },
      input: { index: here('web/index.html'), redirect: here('web/redirect.html') },
      output: { codeSplitting: { groups: FIRST_FILES } },
    },
  },
});
