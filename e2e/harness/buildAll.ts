import { copyFile, cp, mkdir } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build } from 'vite';
import { DIST, ROOT } from './dist.ts';

/** dist/web: static files for any host. With `watch` it is built again after each change, until the watcher is closed. */
export async function buildWeb({ watch = false } = {}): Promise<{ close(): Promise<void> } | null> {
  const built = await build({
    configFile: join(ROOT, 'vite.config.ts'),
    logLevel: 'warn',
    ...(watch ? { build: { watch: {} } } : {}),
  });
  return 'close' in built ? built : null;
}

/** dist/bff: the backend and the check of its audit beside the migrations; dependencies stay in node_modules. */
export async function buildBackend(): Promise<void> {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: true,
      outDir: DIST.bff,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: {
          server: 'bff/src/server.ts',
          auditVerify: 'bff/src/audit/verify.ts',
          posture: 'bff/src/posture/posture.ts',
        },
        // Beside each other: the migrations are looked for beside the code.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
        external: [...builtinModules, /^node:/],
      },
    },
  });
  await cp(join(ROOT, 'bff', 'drizzle'), join(DIST.bff, 'drizzle'), { recursive: true });
}

/** What goes into the extension's folder as it is. */
const EXTENSION_FILES = ['manifest.json', 'managedSchema.json', 'origins.json'] as const;

/** dist/extension: the companion extension, as it is loaded by hand or packed with a key of one's own. */
export async function buildExtension(): Promise<void> {
  // An injected script cannot import, so each is whole by itself.
  for (const [name, format] of [
    ['background', 'es'],
    ['ceremony', 'iife'],
  ] as const) {
    await build({
      configFile: false,
      root: ROOT,
      logLevel: 'warn',
      publicDir: false,
      build: {
        outDir: DIST.extension,
        emptyOutDir: name === 'background',
        target: 'chrome136',
        lib: {
          entry: `web/extension/${name}.ts`,
          formats: [format],
          name: 'keywrightExtension',
          fileName: () => `${name}.js`,
        },
      },
    });
  }
  for (const file of EXTENSION_FILES) {
    await copyFile(join(ROOT, 'web/extension', file), join(DIST.extension, file));
  }
}

/** dist/demo: the software keys' side of the page. */
export async function buildDemo(): Promise<void> {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: DIST.demo,
      emptyOutDir: true,
      target: 'es2022',
      lib: {
        entry: 'e2e/demo/page/demo.ts',
        formats: ['iife'],
        name: 'keywrightDemo',
        fileName: () => 'demo.js',
      },
    },
  });
  await mkdir(DIST.demo, { recursive: true });
  await copyFile(join(ROOT, 'e2e/demo/page/drawer.css'), join(DIST.demo, 'drawer.css'));
}
