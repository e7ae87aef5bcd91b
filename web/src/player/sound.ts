// Two soft tones a fifth apart for in and out, a wooden tick for counts, and the voice of the device. All optional: silence is complete.
let context: AudioContext | null = null;

/** Must follow a tap, else browsers stay silent. */
export function wakeSound(): void {
  context ??= typeof AudioContext === 'undefined' ? null : new AudioContext();
  void context?.resume();
}

/** A breath's tone: out on A3, in a fifth above; it swells and fades with the breath. */
export function breathTone(kind: 'in' | 'out', seconds: number): void {
  if (!context) return;
  const at = context.currentTime;
  const long = Math.max(0.6, Math.min(seconds, 12));
  for (const [ratio, level] of [[1, 0.05], [2, 0.012]] as const) {
    const tone = context.createOscillator();
    const gain = context.createGain();
    tone.type = 'sine';
    tone.frequency.value = (kind === 'in' ? 330 : 220) * ratio;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(level, at + long * (kind === 'in' ? 0.6 : 0.15));
    gain.gain.linearRampToValueAtTime(0, at + long);
    tone.connect(gain).connect(context.destination);
    tone.start(at);
    tone.stop(at + long + 0.05);
  }
}

export function woodenTick(): void {
  if (!context) return;
  const at = context.currentTime;
  const tone = context.createOscillator();
  const gain = context.createGain();
  tone.type = 'triangle';
  tone.frequency.setValueAtTime(880, at);
  tone.frequency.exponentialRampToValueAtTime(440, at + 0.05);
  gain.gain.setValueAtTime(0.08, at);
  gain.gain.exponentialRampToValueAtTime(0.0001, at + 0.09);
  tone.connect(gain).connect(context.destination);
  tone.start(at);
  tone.stop(at + 0.1);
}

export function tremble(pattern: number | number[]): void {
  if ('vibrate' in navigator) navigator.vibrate(pattern);
}

export const canSpeak = (): boolean => typeof speechSynthesis !== 'undefined';

/** @param onend when it was read, or was cut short */
export function speak(text: string, language: 'en' | 'zh', onend?: () => void): void {
  if (!canSpeak() || !text) return onend?.();
  speechSynthesis.cancel();
  const said = new SpeechSynthesisUtterance(text);
  said.lang = language === 'zh' ? 'zh-CN' : 'en-GB';
  said.rate = 0.92;
  if (onend) said.onend = said.onerror = onend;
  speechSynthesis.speak(said);
}
export function hush(): void {
  if (canSpeak()) speechSynthesis.cancel();
}

/** Keeps the screen awake until let go; asks again when the page comes back. */
export function stayAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  let over = false;
  const ask = async () => {
    if (over || !('wakeLock' in navigator) || document.visibilityState !== 'visible') return;
    lock = await navigator.wakeLock.request('screen').catch(() => null);
    if (over) void lock?.release();
  };
  document.addEventListener('visibilitychange', ask);
  void ask();
  return () => {
    over = true;
    document.removeEventListener('visibilitychange', ask);
    void lock?.release().catch(() => undefined);
  };
}
