// Where the person is: the part of the address after #. Nothing of it reaches the server, nor its logs.
export const route = $state({ name: 'today', parts: [] as string[] });

function read(): void {
  const asked = new URLSearchParams(location.search).get('to');
  const hash = location.hash.replace(/^#\/?/, '') || asked || 'today';
  const [name = 'today', ...parts] = hash.split('/').map(decodeURIComponent);
  route.name = name;
  route.parts = parts;
}

export function go(to: string): void {
  if (location.hash === `#/${to}`) return;
  location.hash = `#/${to}`;
}

/** Focus goes to the heading of a new place, so that a screen reader says where one is. */
export function follow(): void {
  read();
  if (location.search) history.replaceState(null, '', `/#/${[route.name, ...route.parts].join('/')}`);
  addEventListener('hashchange', () => {
    read();
    scrollTo(0, 0);
    setTimeout(() => document.querySelector<HTMLElement>('h1')?.focus(), 30);
  });
}
