// Told apart from the figure itself, which is loaded only when it is looked at.
import type { KeyframesPack } from './figure/pose';

/** The pack as the server hands it out: alone, or beside the names of the forms. */
export function packOf(figure: unknown): KeyframesPack | null {
  const given = figure as { keyframes?: KeyframesPack; skeleton?: unknown; forms?: unknown } | null | undefined;
  if (given?.keyframes?.skeleton && given.keyframes.forms) return given.keyframes;
  return given?.skeleton && given.forms ? (given as unknown as KeyframesPack) : null;
}
