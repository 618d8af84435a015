/** Builds the console: two HTML pages, hashed assets, no inline script or style, help pages rendered from docs/ at build time. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { helpPages } from './scripts/help-pages.ts';
import { sourceDigestFile } from './scripts/source-digest.ts';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), helpPages(), sourceDigestFile()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: false,
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    // two documents: the console, and the operator's pages, which no page of a tenant shares
    rolldownOptions: { input: ['index.html', 'operator.html'] },
  },
  server: {
    host: '127.0.0.1',
    port: 4640,
    proxy: { '/v1': 'http://127.0.0.1:4600', '/sign-in/': 'http://127.0.0.1:4600' },
  },
});
