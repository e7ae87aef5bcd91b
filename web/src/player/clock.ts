// The clock of a session: seconds of the script, from a source that never jumps (performance.now). Pure; no timers.
// Pauses, other speeds and jumps move only the script's own time; between them it runs exactly with the source.
export class SessionClock {
  private base = 0; // script seconds at the moment `since`
  private since: number | null = null; // source milliseconds; null = standing
  private rate = 1;

  /** @param now milliseconds that only grow @param end seconds of the script */
  constructor(private readonly now: () => number, readonly end: number) {}

  get running(): boolean {
    return this.since !== null;
  }
  get speed(): number {
    return this.rate;
  }
  /** Seconds of the script, 0 to `end`. @param at a moment of the source, such as a frame's own time stamp */
  seconds(at: number = this.now()): number {
    const ran = this.since === null ? 0 : Math.max(0, at - this.since) / 1000;
    return Math.min(this.end, this.base + ran * this.rate);
  }
  get over(): boolean {
    return this.seconds() >= this.end;
  }
  start(): void {
    if (this.since === null) this.since = this.now();
  }
  pause(): void {
    const at = this.now();
    this.base = this.seconds(at);
    this.since = null;
  }
  /** To a place of the script; goes on running, or goes on standing. */
  seek(seconds: number): void {
    this.base = Math.min(this.end, Math.max(0, seconds));
    if (this.since !== null) this.since = this.now();
  }
  /** Script seconds a second: 1 as written, less is slower. */
  setSpeed(rate: number): void {
    const at = this.now();
    this.base = this.seconds(at);
    if (this.since !== null) this.since = at;
    this.rate = Math.min(2, Math.max(0.25, rate));
  }
}
