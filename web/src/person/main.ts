import { start } from '$/start';
import App from './App.svelte';

start(App, 'person');
