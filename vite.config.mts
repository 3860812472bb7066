// One configuration for every page that is bundled: `vite build --mode NAME`. Each page is a folder with its own
// index.html, because Forge puts its bridge only there; paths are relative, because Forge serves pages below a prefix.

import react from '@vitejs/plugin-react';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

interface Page {
  readonly folder: string;
  readonly outDir: string;
  readonly base: string;
}

export const pages = {
  project: { folder: 'static/project', outDir: 'static/project/build', base: './' },
  admin: { folder: 'static/admin', outDir: 'static/admin/build', base: './' },
  global: { folder: 'static/global', outDir: 'static/global/build', base: './' },
  search: { folder: 'static/search', outDir: 'static/search/build', base: './' },
  'create-hints': { folder: 'static/create-hints', outDir: 'static/create-hints/build', base: './' },
  // The local host's own page: it answers to many addresses, so its assets are found from the root.
  shell: { folder: 'local/browser/shell', outDir: 'local/browser/build/shell', base: '/' },
} satisfies Record<string, Page>;

export type PageName = keyof typeof pages;

const root = import.meta.dirname;

export default defineConfig(({ mode }) => {
  const page: Page | undefined = Object.hasOwn(pages, mode) ? pages[mode as PageName] : undefined;
  if (!page) throw new Error(`Build with --mode ${Object.keys(pages).join('|')}, not "${mode}".`);
  return {
    root: resolve(root, page.folder),
    base: page.base,
    plugins: [react()],
    publicDir: false,
    resolve: {
      alias: [
        {
          find: /^@atlaskit\/feature-gate-js-client(\/feature-gates)?$/,
          replacement: resolve(root, 'static/shared/no-feature-gates.ts'),
        },
        { find: /^react-scrolllock$/, replacement: resolve(root, 'static/shared/ui/scroll-lock.tsx') },
      ],
    },
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: resolve(root, page.outDir),
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      // The policy of the frames allows no data: in scripts and styles.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2_000,
      // Which part of a build was slow is no news to somebody who starts the product.
      rolldownOptions: { checks: { bundlerTimings: false } },
    },
  };
});
