// How each of the three pages begins: dress the page, then mount its app.
import '$/design/base.css';
import { mount, type Component } from 'svelte';
import { dress } from '$/design/settings.svelte';

export function start(app: Component, audience: 'person' | 'staff' | 'class'): void {
  dress(audience);
  const place = document.getElementById('app');
  if (place) mount(app, { target: place });
}
