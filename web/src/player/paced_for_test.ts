// A paced breath for tests: in and out without a gap, nothing held.
import { quietBreath, type Segment, type SessionScript } from './script';

export function pacedBreath(inSeconds: number, outSeconds: number, seconds: number): SessionScript {
  const breath: Segment['breath'] = [];
  for (let at = 0; at < seconds - 0.001; ) {
    for (const [kind, long] of [['in', inSeconds], ['out', outSeconds]] as const) {
      const duration = Math.min(long, seconds - at);
      if (duration <= 0) continue;
      breath.push({ start_s: at, duration_s: duration, breath: kind });
      at += duration;
    }
  }
  const script = quietBreath(seconds, 'Breathe', '');
  return { ...script, segments: script.segments.map((segment) => ({ ...segment, breath })) };
}
