// A person drawn round the joints: jacket, trousers, head, hands and feet, nearer parts over farther ones.
// The drawing of src/sinew/render/body.cpp, for a canvas. All measures are fractions of body height and the look of the house.
import type { Joints, Limb, Pose } from './pose';
import { dot, middle, minus, plus, radians, times, towards, turn, type Mat, type Vec } from './space';

export type Ink =
  | 'skin' | 'skin-edge' | 'hair' | 'jacket' | 'jacket-far' | 'jacket-edge' | 'trousers' | 'trousers-far' | 'trousers-edge'
  | 'shoe' | 'wood' | 'wood-edge' | 'floor' | 'paper';
export interface Shape {
  outlines: number[][]; // x, y, x, y ...
  fill?: Ink;
  stroke?: Ink;
  width: number;
}
export interface View {
  azimuth: number; // degrees round the person: 0 = in front, 90 = at the person's left
  elevation: number;
  scale: number; // pixels for one body height
  centre: Vec; // the point of the floor that falls on `floor`
  floor: readonly [number, number];
}
interface Blob {
  centre: Vec;
  axes: readonly [Vec, Vec, Vec];
}
interface Part {
  near: number;
  shapes: Shape[];
}

const ball = (centre: Vec, r: number): Blob => ({ centre, axes: [[r, 0, 0], [0, r, 0], [0, 0, r]] });
const egg = (centre: Vec, frame: Mat, x: number, y: number, z: number): Blob => ({
  centre,
  axes: [turn(frame, [x, 0, 0]), turn(frame, [0, y, 0]), turn(frame, [0, 0, z])],
});

export class Eye {
  private readonly right: Vec;
  private readonly down: Vec;
  private readonly near: Vec;
  constructor(private readonly view: View) {
    const a = radians(view.azimuth), e = radians(view.elevation);
    const forward: Vec = [Math.cos(a), Math.sin(a), 0];
    this.right = [-Math.sin(a), Math.cos(a), 0];
    this.down = [forward[0] * Math.sin(e), forward[1] * Math.sin(e), -Math.cos(e)];
    this.near = [forward[0] * Math.cos(e), forward[1] * Math.cos(e), Math.sin(e)];
  }
  seen(place: Vec): readonly [number, number] {
    const v = minus(place, this.view.centre);
    return [this.view.floor[0] + this.view.scale * dot(this.right, v), this.view.floor[1] + this.view.scale * dot(this.down, v)];
  }
  nearness(place: Vec): number {
    return dot(this.near, minus(place, this.view.centre));
  }
  facing(direction: Vec): number {
    return dot(this.near, direction);
  }
  /** The convex outline round all blobs: in each direction the support point of the one that reaches furthest. */
  outline(blobs: Blob[], corners = 36): number[] {
    const ellipses = blobs.map((blob) => {
      const [x, y] = this.seen(blob.centre);
      let xx = 0, xy = 0, yy = 0;
      for (const axis of blob.axes) {
        const u = this.view.scale * dot(this.right, axis), v = this.view.scale * dot(this.down, axis);
        xx += u * u;
        xy += u * v;
        yy += v * v;
      }
      return { x, y, xx, xy, yy };
    });
    const points: number[] = [];
    for (let i = 0; i < corners; ++i) {
      const angle = (2 * Math.PI * i) / corners;
      const dx = Math.cos(angle), dy = Math.sin(angle);
      let furthest = -Infinity, px = 0, py = 0;
      for (const e of ellipses) {
        const size = Math.sqrt(e.xx * dx * dx + 2 * e.xy * dx * dy + e.yy * dy * dy);
        const reach = e.x * dx + e.y * dy + size;
        if (reach <= furthest || size <= 0) continue;
        furthest = reach;
        px = e.x + (e.xx * dx + e.xy * dy) / size;
        py = e.y + (e.xy * dx + e.yy * dy) / size;
      }
      points.push(px, py);
    }
    return points;
  }
}

class Painter {
  private readonly parts: Part[] = [];
  private readonly eye: Eye;
  private readonly trunk: number;
  constructor(private readonly j: Joints, private readonly pose: Pose, private readonly view: View) {
    this.eye = new Eye(view);
    this.trunk = this.eye.nearness(times(plus(plus(j.pelvis, j.waist), j.neckBase), 1 / 3));
  }
  paint(): Shape[] {
    this.torso();
    this.head();
    for (const side of ['l', 'r'] as const) {
      this.arm(side);
      this.leg(side);
    }
    return this.parts
      .map((part, order) => ({ part, order }))
      .sort((a, b) => a.part.near - b.part.near || a.order - b.order)
      .flatMap(({ part }) => part.shapes);
  }

  private hull(blobs: Blob[], corners?: number): number[] {
    return this.eye.outline(blobs, corners);
  }
  private filled(outlines: number[][], fill: Ink, stroke: Ink): Shape {
    return { outlines, fill, stroke, width: (1.5 * this.view.scale) / 100 };
  }
  private line(places: Vec[], stroke: Ink, width: number): Shape {
    return { outlines: [places.flatMap((place) => [...this.eye.seen(place)])], stroke, width: (width * this.view.scale) / 100 };
  }
  private shaded(place: Vec, usual: Ink, far: Ink): Ink {
    return this.eye.nearness(place) < this.trunk - 0.045 ? far : usual;
  }

  private torso(): void {
    const { j, eye } = this;
    const chestFrame = j.thoraxFrame, hipFrame = j.pelvisFrame;
    const onChest = (v: Vec) => plus(j.neckBase, turn(chestFrame, v));
    const onHips = (v: Vec) => plus(j.pelvis, turn(hipFrame, v));
    const yoke = egg(onChest([-0.004, 0, 0.006]), chestFrame, 0.03, 0.04, 0.02);
    const chest = egg(plus(j.waist, turn(chestFrame, [0.004, 0, 0.08])), chestFrame, 0.06, 0.09, 0.07);
    const waist = egg(j.waist, chestFrame, 0.053, 0.074, 0.04);
    const hips = egg(onHips([-0.002, 0, 0.012]), hipFrame, 0.06, 0.086, 0.05);
    const hem = egg(onHips([0, 0, -0.048]), hipFrame, 0.067, 0.097, 0.026);
    this.parts.push({
      near: this.trunk - 0.001,
      shapes: [
        this.filled(
          [this.hull([ball(onChest([0, 0, 0]), 0.027), ball(plus(j.headBase, turn(j.headFrame, [0.004, 0, 0.02])), 0.026)])],
          'skin', 'skin-edge'),
      ],
    });
    const shapes: Shape[] = [
      this.filled(
        [
          this.hull([yoke, ball(onChest([0, 0.096, -0.022]), 0.036), ball(onChest([0, -0.096, -0.022]), 0.036), chest], 44),
          this.hull([chest, waist]), this.hull([waist, hips]), this.hull([hips, hem]),
        ],
        'jacket', 'jacket-edge'),
    ];
    if (eye.facing(turn(chestFrame, [1, 0, 0])) > 0.12) {
      const breast = onChest([0.056, 0, -0.06]), navel = plus(j.waist, turn(chestFrame, [0.055, 0, 0]));
      shapes.push(this.line([onChest([0.032, 0, 0.012]), breast, navel, onHips([0.061, 0, 0.02]), onHips([0.066, 0, -0.07])], 'jacket-edge', 0.7));
      for (const knot of [onChest([0.05, 0, -0.035]), onChest([0.06, 0, -0.085])])
        shapes.push(this.line([plus(knot, turn(chestFrame, [0.001, -0.012, 0])), plus(knot, turn(chestFrame, [0.001, 0.012, 0]))], 'jacket-edge', 1.1));
    }
    shapes.push(
      this.filled(
        [this.hull([egg(onHips([-0.001, 0, 0.072]), hipFrame, 0.058, 0.081, 0.013), egg(onHips([-0.001, 0, 0.052]), hipFrame, 0.06, 0.083, 0.013)])],
        'trousers', 'trousers-edge'),
      this.filled(
        [this.hull([egg(onChest([0.002, 0, 0.012]), chestFrame, 0.031, 0.034, 0.009), egg(onChest([0.004, 0, 0.022]), chestFrame, 0.029, 0.031, 0.007)])],
        'jacket', 'jacket-edge'),
    );
    this.parts.push({ near: this.trunk, shapes });
  }

  private head(): void {
    const { j, eye } = this;
    const frame = j.headFrame;
    const at = (x: number, y: number, z: number) => plus(j.headBase, turn(frame, [x, y, z]));
    const looks = eye.facing(turn(frame, [1, 0, 0]));
    const place = eye.nearness(at(0.01, 0, 0.065));
    // The chin lies over the collar, unless the head is well behind.
    const near = place < this.trunk - 0.08 ? place : Math.max(place, this.trunk + 0.004);
    const hair = this.filled(
      [this.hull([egg(at(-0.002, 0, 0.077), frame, 0.06, 0.052, 0.056), egg(at(-0.03, 0, 0.04), frame, 0.03, 0.04, 0.03)]), this.hull([ball(at(-0.03, 0, 0.128), 0.018)], 20)],
      'hair', 'hair');
    const face = [this.hull([egg(at(0.026, 0, 0.058), frame, 0.041, 0.043, 0.043), egg(at(0.032, 0, 0.022), frame, 0.028, 0.026, 0.022)])];
    if (Math.abs(looks) < 0.93) face.push(this.hull([ball(at(0.06, 0, 0.062), 0.005), ball(at(0.074, 0, 0.045), 0.0065)], 20));
    const skin = this.filled(face, 'skin', 'skin-edge');
    const shapes: Shape[] = looks < -0.1 ? [skin, hair] : [hair, skin];
    if (looks >= -0.1) {
      shapes.push(this.filled([this.hull([egg(at(0.012, 0, 0.103), frame, 0.046, 0.0465, 0.017)])], 'hair', 'hair'));
      for (const side of [1, -1])
        if (eye.facing(turn(frame, [0.92, 0.38 * side, 0])) > 0.25)
          shapes.push(this.line([at(0.0665, 0.011 * side, 0.066), at(0.066, 0.018 * side, 0.063), at(0.0635, 0.025 * side, 0.066)], 'hair', 0.9));
      if (looks > 0.3) shapes.push(this.line([at(0.058, -0.011, 0.0285), at(0.0605, 0, 0.026), at(0.058, 0.011, 0.0285)], 'skin-edge', 0.8));
    }
    for (const side of [1, -1])
      if (eye.facing(turn(frame, [-0.15, side, 0])) > 0.2)
        shapes.push(this.filled([this.hull([egg(at(0.001, 0.047 * side, 0.056), frame, 0.011, 0.006, 0.015)], 20)], 'skin', 'skin-edge'));
    this.parts.push({ near, shapes });
  }

  /** The angle between two pieces of a limb as they are seen, degrees; 0 = in one line. */
  private bendSeen(a: Vec, b: Vec, c: Vec): number {
    const [p, q, r] = [this.eye.seen(a), this.eye.seen(b), this.eye.seen(c)];
    const ux = q[0] - p[0], uy = q[1] - p[1], vx = r[0] - q[0], vy = r[1] - q[1];
    return (Math.abs(Math.atan2(ux * vy - uy * vx, ux * vx + uy * vy)) * 180) / Math.PI;
  }

  /** Two pieces as one shape where nothing can come between them, else each at its own depth. */
  private twoPieces(first: number[], firstNear: number, second: number[], secondNear: number, apart: boolean, fill: Ink, stroke: Ink): void {
    if (!apart) this.parts.push({ near: (firstNear + secondNear) / 2, shapes: [this.filled([first, second], fill, stroke)] });
    else
      this.parts.push(
        { near: firstNear, shapes: [this.filled([first], fill, stroke)] },
        { near: secondNear, shapes: [this.filled([second], fill, stroke)] },
      );
  }

  private arm(side: 'l' | 'r'): void {
    const limb = this.j[side];
    const inwards = side === 'l' ? -1 : 1;
    const top = plus(limb.shoulder, turn(this.j.thoraxFrame, [0, 0.012 * inwards, -0.012]));
    const cuff = towards(limb.wrist, limb.elbow, 0.1);
    const bias = 0.02; // an arm that hangs beside the trunk lies over it
    const upper = this.eye.nearness(middle(limb.shoulder, limb.elbow)) + bias;
    const fore = this.eye.nearness(middle(limb.elbow, limb.wrist)) + bias;
    const apart = upper < this.trunk !== fore < this.trunk || Math.abs(upper - fore) > 0.09 || this.bendSeen(limb.shoulder, limb.elbow, limb.wrist) > 115;
    this.twoPieces(
      this.hull([ball(top, 0.036), ball(limb.elbow, 0.029)]), upper, this.hull([ball(limb.elbow, 0.029), ball(cuff, 0.027)]), fore, apart,
      this.shaded(limb.elbow, 'jacket', 'jacket-far'), 'jacket-edge');
    const palm = this.eye.nearness(limb.palm) + bias;
    let near = apart ? Math.max(Math.min(palm, fore + 0.03), fore - 0.001) : (upper + fore) / 2 - 0.001;
    if (palm > fore + 0.03) near = palm;
    if (palm < this.trunk && fore < this.trunk) near = Math.min(near, fore - 0.001);
    this.parts.push({ near, shapes: [this.hand(limb, this.pose.hands[side], side)] });
  }

  private hand(limb: Limb, shape: string, side: 'l' | 'r'): Shape {
    const palmward = side === 'l' ? -1 : 1; // the palm looks at the body in the rest pose
    const at = (thumbward: number, palm: number, along: number) => plus(limb.wrist, turn(limb.hand, [thumbward, palm * palmward, -along]));
    const frame = limb.hand;
    const outlines = [this.hull([ball(towards(limb.wrist, limb.elbow, 0.12), 0.0165), ball(at(0, 0, 0.012), 0.015)])];
    if (shape === 'fist' || shape === 'thumb_in_fist')
      outlines.push(
        this.hull([ball(at(0, 0, 0.014), 0.016), egg(at(0.002, 0.004, 0.04), frame, 0.026, 0.019, 0.024)]),
        this.hull([ball(at(0.02, 0.012, 0.03), 0.008), ball(at(0.008, 0.024, 0.044), 0.007)], 20));
    else if (shape === 'tiger_claw' || shape === 'dragon_claw') {
      outlines.push(this.hull([ball(at(0, 0, 0.012), 0.015), egg(at(0, 0, 0.042), frame, 0.023, 0.011, 0.018)]));
      for (const x of [-0.018, -0.006, 0.006, 0.018])
        outlines.push(this.hull([ball(at(x, 0, 0.052), 0.007), ball(at(x * 1.7, 0.018, 0.09), 0.0055)], 20));
      outlines.push(this.hull([ball(at(0.018, 0, 0.026), 0.009), ball(at(0.044, 0.016, 0.056), 0.006)], 20));
    } else
      outlines.push(
        this.hull([ball(at(0, 0, 0.012), 0.0145), egg(at(0, 0, 0.045), frame, 0.0225, 0.0105, 0.02)]),
        this.hull([egg(at(0, 0, 0.05), frame, 0.0225, 0.0095, 0.012), egg(at(-0.001, 0.004, 0.096), frame, 0.012, 0.0065, 0.012)]),
        this.hull([ball(at(0.014, 0.002, 0.026), 0.009), ball(at(0.033, 0.008, 0.06), 0.0062)], 20));
    return this.filled(outlines, 'skin', 'skin-edge');
  }

  private leg(side: 'l' | 'r'): void {
    const limb = this.j[side];
    const inwards = side === 'l' ? -1 : 1;
    const top = plus(limb.hip, turn(this.j.pelvisFrame, [0, 0.004 * inwards, -0.004]));
    const cuff = towards(limb.ankle, limb.knee, 0.16);
    const bias = -0.05; // the jacket falls over the trousers, unless the thigh comes forward
    const thigh = this.eye.nearness(middle(limb.hip, limb.knee)) + bias;
    const shank = this.eye.nearness(middle(limb.knee, limb.ankle)) + bias;
    const apart = thigh < this.trunk !== shank < this.trunk || Math.abs(thigh - shank) > 0.09 || this.bendSeen(limb.hip, limb.knee, limb.ankle) > 120;
    this.foot(limb, Math.min(thigh, shank) - 0.002, apart ? shank : (thigh + shank) / 2);
    this.twoPieces(
      this.hull([ball(top, 0.057), ball(limb.knee, 0.043)]), thigh, this.hull([ball(limb.knee, 0.043), ball(cuff, 0.034)]), shank, apart,
      this.shaded(plus(middle(limb.hip, limb.knee), [0, 0, 0.26]), 'trousers', 'trousers-far'), 'trousers-edge');
  }

  private foot(limb: Limb, behind: number, legNear: number): void {
    const lifted = (place: Vec, up: number) => plus(place, turn(limb.foot, [0, 0, up]));
    const heel = egg(lifted(limb.heel, 0.016), limb.foot, 0.018, 0.02, 0.016);
    const sole = egg(lifted(limb.ball, 0.014), limb.foot, 0.02, 0.026, 0.014);
    const tip = egg(lifted(limb.toe, 0.0105), limb.foot, 0.013, 0.02, 0.0105);
    this.parts.push({
      near: Math.min(behind, legNear - 0.002),
      shapes: [
        this.filled([this.hull([ball(towards(limb.ankle, limb.knee, 0.12), 0.02), ball(lifted(limb.ankle, -0.008), 0.02)], 20)], 'paper', 'jacket-edge'),
        this.filled([this.hull([heel, ball(lifted(limb.ankle, -0.016), 0.018), sole]), this.hull([sole, tip])], 'shoe', 'shoe'),
      ],
    });
  }
}

function shadow(j: Joints, view: View, seated: boolean): Shape {
  const places = [j.l.heel, j.l.toe, j.r.heel, j.r.toe];
  const xs = places.map((p) => p[0]), ys = places.map((p) => p[1]);
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const spare = seated ? 0.14 : 0.07;
  const disc: Blob = {
    centre: [(x0 + x1) / 2, (y0 + y1) / 2, 0],
    axes: [[(x1 - x0) / 2 + spare, 0, 0], [0, (y1 - y0) / 2 + spare, 0], [0, 0, 0.001]],
  };
  return { outlines: [new Eye(view).outline([disc], 48)], fill: 'floor', width: 0 };
}

/** A plain wooden chair under the person. */
function chair(j: Joints, view: View): Shape[] {
  const eye = new Eye(view);
  const seat = j.pelvis[2] - 0.07;
  const at = (x: number, y: number, z: number): Vec => [j.pelvis[0] + x, j.pelvis[1] + y, z];
  const wood = (blobs: Blob[], corners = 24): Shape => ({ outlines: [eye.outline(blobs, corners)], fill: 'wood', stroke: 'wood-edge', width: (1.5 * view.scale) / 100 });
  const shapes: Shape[] = [];
  for (const y of [-0.11, 0.11]) shapes.push(wood([ball(at(-0.12, y, 0.012), 0.0095), ball(at(-0.15, y, seat + 0.3), 0.0095)]));
  for (const z of [seat + 0.28, seat + 0.19]) shapes.push(wood([ball(at(-0.148, -0.11, z), 0.014), ball(at(-0.148, 0.11, z), 0.014)]));
  for (const y of [-0.11, 0.11]) shapes.push(wood([ball(at(0.09, y, 0.012), 0.0095), ball(at(0.09, y, seat), 0.0095)]));
  shapes.push(wood([ball(at(-0.125, -0.11, seat), 0.015), ball(at(-0.125, 0.11, seat), 0.015), ball(at(0.1, -0.115, seat), 0.015), ball(at(0.1, 0.115, seat), 0.015)], 40));
  return shapes;
}

/** The figure in one pose, with a soft shadow on the floor. */
export function drawPerson(joints: Joints, pose: Pose, view: View, seated = false): Shape[] {
  return [shadow(joints, view, seated), ...(seated ? chair(joints, view) : []), ...new Painter(joints, pose, view).paint()];
}
