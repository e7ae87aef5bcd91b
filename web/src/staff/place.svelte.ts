// Where the reader is: the part of the address after #. `#/people/0190…/programme` -> ['people', '0190…', 'programme'].
function read(): string[] {
  return location.hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decodeURIComponent);
}

export const place = $state({ parts: read() });

window.addEventListener('hashchange', () => {
  place.parts = read();
});

export const addressOf = (...parts: string[]): string => `#/${parts.map(encodeURIComponent).join('/')}`;

export function go(...parts: string[]): void {
  location.hash = addressOf(...parts);
}
