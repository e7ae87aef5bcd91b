// What the reader chose for this device. Kept in the browser; nothing here says whose it is.
export interface Settings {
  language: 'en' | 'zh';
  framing: 'secular' | 'traditional';
  theme: 'auto' | 'light' | 'dark';
  contrast: 'auto' | 'more';
  text: 'normal' | 'large' | 'larger';
  sound: boolean;
  voice: boolean;
  vibration: boolean;
  stills: boolean; // stills and a filling bar instead of movement
  discreet: boolean;
}

const place = 'm.settings';
const first: Settings = {
  language: typeof navigator !== 'undefined' && navigator.language?.toLowerCase().startsWith('zh') ? 'zh' : 'en',
  framing: 'secular',
  theme: 'auto',
  contrast: 'auto',
  text: 'normal',
  sound: false,
  voice: false,
  vibration: false,
  stills: false,
  discreet: false,
};

function kept(): Settings {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(place) ?? '{}');
    return value && typeof value === 'object' ? { ...first, ...value } : { ...first };
  } catch {
    return { ...first };
  }
}

export const settings: Settings = $state(kept());

/** Whether the reader ever chose a language on this device (else the account's counts). */
export const chosen = { language: typeof localStorage !== 'undefined' && localStorage.getItem(place) !== null };

export function change(part: Partial<Settings>): void {
  Object.assign(settings, part);
  if (part.language) chosen.language = true;
  try {
    localStorage.setItem(place, JSON.stringify(settings));
  } catch {
    // A browser that keeps nothing still shows everything.
  }
  wear();
}

/** What an account says counts on a device where nobody chose yet. English is also what an account has that nobody asked: a device in Chinese stays Chinese. */
export function follow(account: Partial<Pick<Settings, 'language' | 'framing'>>): void {
  if (chosen.language) return;
  change({ ...account, language: settings.language === 'zh' ? 'zh' : (account.language ?? settings.language) });
}

const dark = typeof matchMedia === 'undefined' ? null : matchMedia('(prefers-color-scheme: dark)');
const more = typeof matchMedia === 'undefined' ? null : matchMedia('(prefers-contrast: more)');
const calm = typeof matchMedia === 'undefined' ? null : matchMedia('(prefers-reduced-motion: reduce)');

/** Movement is asked to rest, by the device or by the reader. */
export function movesLittle(): boolean {
  return settings.stills || (calm?.matches ?? false);
}

/** Puts theme, contrast, letter size and language on the page. */
function wear(): void {
  const root = document.documentElement;
  const isDark = settings.theme === 'dark' || (settings.theme === 'auto' && (dark?.matches ?? false));
  root.dataset['theme'] = isDark ? 'dark' : 'light';
  root.dataset['contrast'] = settings.contrast === 'more' || (more?.matches ?? false) ? 'more' : 'usual';
  root.dataset['text'] = settings.text;
  root.lang = settings.language === 'zh' ? 'zh-Hans' : 'en';
  const paper = getComputedStyle(root).getPropertyValue('--paper').trim();
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', paper);
}

/** Once, at the start of each page. */
export function dress(audience: 'person' | 'staff' | 'class'): void {
  document.documentElement.dataset['audience'] = audience;
  wear();
  dark?.addEventListener('change', wear);
  more?.addEventListener('change', wear);
}
