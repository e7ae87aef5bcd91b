// Vectors and rotations of three dimensions, as in src/sinew/render/space.hpp: x forward, y to the left, z up; degrees.
export type Vec = readonly [number, number, number];
export type Mat = readonly [number, number, number, number, number, number, number, number, number];

export const plus = (a: Vec, b: Vec): Vec => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const minus = (a: Vec, b: Vec): Vec => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const times = (a: Vec, k: number): Vec => [a[0] * k, a[1] * k, a[2] * k];
export const dot = (a: Vec, b: Vec): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const middle = (a: Vec, b: Vec): Vec => times(plus(a, b), 0.5);
export const towards = (a: Vec, b: Vec, share: number): Vec => plus(a, times(minus(b, a), share));

export const turn = (m: Mat, v: Vec): Vec => [
  m[0] * v[0] + m[1] * v[1] + m[2] * v[2],
  m[3] * v[0] + m[4] * v[1] + m[5] * v[2],
  m[6] * v[0] + m[7] * v[1] + m[8] * v[2],
];

export function mul(...factors: Mat[]): Mat {
  return factors.reduce((a, b) => [
    a[0] * b[0] + a[1] * b[3] + a[2] * b[6], a[0] * b[1] + a[1] * b[4] + a[2] * b[7], a[0] * b[2] + a[1] * b[5] + a[2] * b[8],
    a[3] * b[0] + a[4] * b[3] + a[5] * b[6], a[3] * b[1] + a[4] * b[4] + a[5] * b[7], a[3] * b[2] + a[4] * b[5] + a[5] * b[8],
    a[6] * b[0] + a[7] * b[3] + a[8] * b[6], a[6] * b[1] + a[7] * b[4] + a[8] * b[7], a[6] * b[2] + a[7] * b[5] + a[8] * b[8],
  ]);
}

export const radians = (degrees: number): number => (degrees * Math.PI) / 180;

export function aboutX(degrees: number): Mat {
  const c = Math.cos(radians(degrees)), s = Math.sin(radians(degrees));
  return [1, 0, 0, 0, c, -s, 0, s, c];
}
export function aboutY(degrees: number): Mat {
  const c = Math.cos(radians(degrees)), s = Math.sin(radians(degrees));
  return [c, 0, s, 0, 1, 0, -s, 0, c];
}
export function aboutZ(degrees: number): Mat {
  const c = Math.cos(radians(degrees)), s = Math.sin(radians(degrees));
  return [c, -s, 0, s, c, 0, 0, 0, 1];
}
/** @param u a unit axis */
export function about(u: Vec, degrees: number): Mat {
  const c = Math.cos(radians(degrees)), s = Math.sin(radians(degrees)), t = 1 - c;
  return [
    t * u[0] * u[0] + c, t * u[0] * u[1] - s * u[2], t * u[0] * u[2] + s * u[1],
    t * u[0] * u[1] + s * u[2], t * u[1] * u[1] + c, t * u[1] * u[2] - s * u[0],
    t * u[0] * u[2] - s * u[1], t * u[1] * u[2] + s * u[0], t * u[2] * u[2] + c,
  ];
}
