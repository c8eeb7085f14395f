// The report's client: one script and one style sheet, which every page carries in itself. Run by scripts/setup.mjs.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  publicDir: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    emptyOutDir: true,
    target: 'es2022',
    lib: {
      entry: 'src/report/client/main.tsx',
      formats: ['iife'],
      name: 'firsttouchReport',
      fileName: () => 'client.js',
      cssFileName: 'client',
    },
  },
});
