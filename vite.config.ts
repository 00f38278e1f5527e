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

export default defineConfig({
  root: join(import.meta.dirname, 'src', 'web'),
  publicDir: 'public',
  plugins: [react(), packed()],
  build: {
    outDir: out,
    // A tab that was opened before an update still finds the parts of the interface it has not loaded yet.
    emptyOutDir: false,
    assetsInlineLimit: 0,
    target: 'es2023',
    modulePreload: { polyfill: false },
    sourcemap: false,
    chunkSizeWarningLimit: 400,
  },
});
