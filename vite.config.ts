import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const out = join(import.meta.dirname, 'build', 'web');
const KEPT_MS = 2 * 86_400_000;

/** Compresses once at build what the server sends often, and drops assets of builds that no open tab can need any more. */
const packed = (): Plugin => ({
  name: 'krisenfest-packed',
  apply: 'build',
  writeBundle: (_options, bundle) => {
    for (const file of [...Object.keys(bundle), 'boot.js', 'icon.svg', 'manifest.webmanifest']) {
      if (!/\.(js|css|svg|webmanifest)$/.test(file)) continue;
      const bytes = readFileSync(join(out, file));
      const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
      writeFileSync(join(out, `${file}.br`), brotliCompressSync(bytes, quality));
      writeFileSync(join(out, `${file}.gz`), gzipSync(bytes, { level: 9 }));
    }
    const assets = join(out, 'assets');
    for (const name of readdirSync(assets)) {
      const current = `assets/${name.replace(/\.(br|gz)$/, '')}` in bundle;
      if (!current && Date.now() - statSync(join(assets, name)).mtimeMs > KEPT_MS) unlinkSync(join(assets, name));
    }
  },
});

/** Tells the service worker which files the build has; a change in any of them is a new version. */
const kept = (): Plugin => ({
  name: 'krisenfest-kept',
  apply: 'build',
  generateBundle: (_options, bundle) => {
    const worker = bundle['sw.js'];
    if (worker?.type !== 'chunk') throw new Error('the service worker is not part of the build');
    const own = ['boot.js', 'icon.svg', 'manifest.webmanifest'];
    const names = Object.keys(bundle).filter((name) => /\.(js|css|woff2)$/.test(name) && name !== 'sw.js');
    const hash = createHash('sha256').update(names.sort().join()).update(worker.code);
    for (const file of [...own.map((name) => join('public', name)), 'index.html'])
      hash.update(readFileSync(join(import.meta.dirname, 'src', 'web', file)));
    const build = { version: hash.digest('hex').slice(0, 16), files: ['/', ...[...own, ...names].map((name) => `/${name}`)] };
    worker.code = `const KRISENFEST_BUILD=${JSON.stringify(build)};\n${worker.code}`;
  },
});

export default defineConfig({
  root: join(import.meta.dirname, 'src', 'web'),
  publicDir: 'public',
  plugins: [react(), kept(), packed()],
  build: {
    outDir: out,
    rolldownOptions: {
      input: {
        index: join(import.meta.dirname, 'src', 'web', 'index.html'),
        sw: join(import.meta.dirname, 'src', 'web', 'offline', 'sw.ts'),
      },
      // At the root, for that is what it answers for; its name must not change.
      output: { entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
    // A tab that was opened before an update still finds the parts of the interface it has not loaded yet.
    emptyOutDir: false,
    assetsInlineLimit: 0,
    target: 'es2023',
    modulePreload: { polyfill: false },
    sourcemap: false,
    chunkSizeWarningLimit: 400,
  },
});
