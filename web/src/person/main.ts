import { start } from '$/start';
import App from './App.svelte';
import { follow } from './route.svelte';

follow();
start(App, 'person');
if ('serviceWorker' in navigator && import.meta.env.PROD) void navigator.serviceWorker.register('/service_worker.js', { scope: '/' });
