// Three pages of one app: the person's (/), the staff's (/staff/) and the class screen (/class/).
// The server's content security policy forbids inline scripts and styles: everything is a file of our own.
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = process.env['SINEW_SERVER'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: here('.'),
  cacheDir: here('./node_modules/.vite'),
  resolve: { alias: { $: here('./src') } },
  plugins: [
    svelte(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/offline',
      filename: 'service_worker.ts',
      injectRegister: false,
      manifest: false, // public/manifest-*.webmanifest: one for each language, with a plain name
      injectManifest: {
        globPatterns: ['index.html', 'assets/**/*.{js,css,json}', '*.{svg,png,webmanifest}'],
        globIgnores: ['**/staff*', '**/class*', '**/components*'],
      },
    }),
  ],
  build: {
    target: 'es2022',
    outDir: process.env['SINEW_WEB_OUT'] ?? here('./dist'),
    emptyOutDir: true,
    assetsInlineLimit: 0, // data: addresses would need a hole in the policy
    modulePreload: { polyfill: false },
    cssCodeSplit: true,
    sourcemap: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: { person: here('./index.html'), staff: here('./staff/index.html'), class: here('./class/index.html'), components: here('./staff/components/index.html') },
    },
  },
  server: { proxy: { '/api': server } },
});
