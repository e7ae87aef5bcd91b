// Short messages that come and go. Said politely to those who listen; never the only place of anything that matters.
export interface Toast {
  id: number;
  text: string;
  tone: 'note' | 'good' | 'caution';
}

export const toasts: Toast[] = $state([]);
let last = 0;

export function toast(text: string, tone: Toast['tone'] = 'note', seconds = 6): void {
  const id = ++last;
  toasts.push({ id, text, tone });
  setTimeout(() => {
    const at = toasts.findIndex((one) => one.id === id);
    if (at >= 0) toasts.splice(at, 1);
  }, seconds * 1000);
}
