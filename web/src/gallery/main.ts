import { start } from '$/start';
import Gallery from './Gallery.svelte';

start(Gallery, 'person');
