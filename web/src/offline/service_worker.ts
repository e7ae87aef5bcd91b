/// <reference lib="webworker" />
// Keeps the person's app on the device: its own files, never an answer of the server. Entries and scripts live in IndexedDB.
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

precacheAndRoute(self.__WB_MANIFEST, { ignoreURLParametersMatching: [/^(to|from)$/] });
cleanupOutdatedCaches();
// Only the person's own page: the staff's pages and the server's answers always come fresh.
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { allowlist: [/^\/(\?.*)?$/, /^\/index\.html/] }));

self.addEventListener('message', (event) => {
  if ((event.data as { kind?: string } | null)?.kind === 'take-over') void self.skipWaiting();
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
