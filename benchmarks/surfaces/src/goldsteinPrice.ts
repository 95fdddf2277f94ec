import type { Surface } from './Surface.js'
import { surfaceFrom } from './surfaceFrom.js'

/**
 * The Goldstein-Price function on [-2, 2]^2, unscaled (paper, equation 10).
 *
 * Its two factors are quartics of one variable each, a(t) in t = x + y and b(v) in v = 2x - 3y, so
 * all derivatives are products of theirs: a' = 12 (t + 1)(t - 1)(t - 2), b' = 12 v (v - 1)(v - 3).
 * Its four minima are therefore known exactly: 3 at (0, -1), 30, 84 and 840.
 *
 * @example
 * import { goldsteinPrice } from '@momenta/bench-surfaces'
 *
 * goldsteinPrice().value([0, -1]) // => 3
 * Array.from(goldsteinPrice().hessian([0, -1])) // => [504, -216, -216, 864]
 */
export const goldsteinPrice = (): Surface => {
  const a = (t: number): number => 1 + (t + 1) ** 2 * (19 + t * (3 * t - 14))
  const b = (v: number): number => 30 + v * v * (18 + v * (3 * v - 16))
  const a1 = (t: number): number => 12 * (t + 1) * (t - 1) * (t - 2)
  const b1 = (v: number): number => 12 * v * (v - 1) * (v - 3)
  return surfaceFrom({
    name: 'goldsteinPrice',
    dim: 2,
    formula: '[1+(x+y+1)^2(19-14x+3x^2-14y+6xy+3y^2)][30+(2x-3y)^2(18-32x+12x^2+48y-36xy+27y^2)]',
    pass: (x, out) => {
      const t = (x[0] as number) + (x[1] as number)
      const v = 2 * (x[0] as number) - 3 * (x[1] as number)
      const ft = a1(t) * b(v)
      const fv = a(t) * b1(v)
      out[0] = ft + 2 * fv
      out[1] = ft - 3 * fv
      return a(t) * b(v)
    },
    curvature: (x, out) => {
      const t = (x[0] as number) + (x[1] as number)
      const v = 2 * (x[0] as number) - 3 * (x[1] as number)
      const ftt = 12 * (t * (3 * t - 4) - 1) * b(v)
      const ftv = a1(t) * b1(v)
      const fvv = a(t) * 12 * (v * (3 * v - 8) + 3)
      out[0] = ftt + 4 * (ftv + fvv)
      out[1] = ftt - ftv - 6 * fvv
      out[2] = out[1]
      out[3] = ftt - 6 * ftv + 9 * fvv
    },
    minima: [
      { x: [0, -1], f: 3, global: true, differentiable: true },
      { x: [-0.6, -0.4], f: 30, global: false, differentiable: true },
      { x: [1.8, 0.2], f: 84, global: false, differentiable: true },
      { x: [1.2, 0.8], f: 840, global: false, differentiable: true },
    ],
    domain: [-2, 2],
  })
}
