import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('web'),
  publicDir: here('web/public'),
  plugins: [react(), tailwindcss()],
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
    rolldownOptions: {
      input: { index: here('web/index.html'), redirect: here('web/redirect.html') },
    },
  },
});
