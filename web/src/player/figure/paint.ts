// Shapes onto a canvas: the stroke lies under the fill, so that outlines of one shape melt together.
import type { Ink, Shape } from './body';

export type Inks = Record<Ink, string>;
const names: Ink[] = [
  'skin', 'skin-edge', 'hair', 'jacket', 'jacket-far', 'jacket-edge', 'trousers', 'trousers-far', 'trousers-edge', 'shoe', 'wood',
  'wood-edge', 'floor', 'paper',
];

/** The inks of the theme that is worn now. */
export function inksOf(element: Element): Inks {
  const style = getComputedStyle(element);
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim() || '#888'])) as Inks;
}

export function paint(context: CanvasRenderingContext2D, shapes: readonly Shape[], inks: Inks): void {
  context.lineJoin = 'round';
  context.lineCap = 'round';
  for (const shape of shapes) {
    const path = new Path2D();
    for (const outline of shape.outlines) {
      for (let i = 0; i + 1 < outline.length; i += 2)
        if (i === 0) path.moveTo(outline[0] ?? 0, outline[1] ?? 0);
        else path.lineTo(outline[i] ?? 0, outline[i + 1] ?? 0);
      if (shape.fill) path.closePath();
    }
    if (shape.stroke && shape.width > 0) {
      context.strokeStyle = inks[shape.stroke];
      context.lineWidth = shape.width;
      context.stroke(path);
    }
    if (shape.fill) {
      context.fillStyle = inks[shape.fill];
      context.fill(path);
    }
  }
}
