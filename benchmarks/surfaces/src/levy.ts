import { checkDim } from './checkDim.js'
import type { Surface } from './Surface.js'
import type { SurfaceOptions } from './SurfaceOptions.js'
import { surfaceFrom } from './surfaceFrom.js'

const pi = Math.PI

/**
 * The Levy function of n = `dim` variables on [-10, 10]^n (paper, equation 11; Laguna and Marti,
 * 2005), with w_i = 1 + (x_i - 1) / 4: a sum of one wavy bowl a coordinate, so its Hessian is
 * diagonal. `minima` lists the global one alone, 0 at (1, ..., 1).
 *
 * It is computed in z = w - 1, which takes sin^2(pi w) to sin^2(pi z) and so on: exactly 0 at the
 * minimum.
 *
 * @throws RangeError if `dim` is not an integer >= 1.
 * @example
 * import { levy } from '@momenta/bench-surfaces'
 *
 * levy().value([1, 1]) // => 0
 * Array.from(levy().hessian([1, 1])) // => [2.243792, 0, 0, 0.125]
 */
export const levy = ({ dim = 2 }: Pick<SurfaceOptions, 'dim'> = {}): Surface => {
  checkDim('levy', dim, 1)
  const last = dim - 1
  return surfaceFrom({
    name: 'levy',
    dim,
    formula:
      'w=1+(x-1)/4; sin^2(pi w_1) + sum_{i<n} (w_i-1)^2 (1+10 sin^2(pi w_i+1)) + (w_n-1)^2 (1+sin^2(2 pi w_n))',
    pass: (x, out) => {
      let f = 0
      for (let i = 0; i < last; i++) {
        const z = ((x[i] as number) - 1) / 4
        const angle = 2 * pi * z + 2
        // 1 + 10 sin^2(pi z + 1)
        const ripple = 6 - 5 * Math.cos(angle)
        f += z * z * ripple
        out[i] = (z * ripple + 5 * pi * z * z * Math.sin(angle)) / 2
      }
      const z = ((x[last] as number) - 1) / 4
      // 1 + sin^2(2 pi z)
      const ripple = 1.5 - 0.5 * Math.cos(4 * pi * z)
      out[last] = (z * ripple + pi * z * z * Math.sin(4 * pi * z)) / 2
      const first = (pi * ((x[0] as number) - 1)) / 4
      const sine = Math.sin(first)
      out[0] = (out[0] as number) + (pi * sine * Math.cos(first)) / 2
      return f + z * z * ripple + sine * sine
    },
    curvature: (x, out) => {
      for (let i = 0; i < last; i++) {
        const z = ((x[i] as number) - 1) / 4
        const c = Math.cos(2 * pi * z + 2)
        const s = Math.sin(2 * pi * z + 2)
        out[i * dim + i] = (12 - 10 * c + 40 * pi * z * s + 20 * pi * pi * z * z * c) / 16
      }
      const z = ((x[last] as number) - 1) / 4
      const c = Math.cos(4 * pi * z)
      const s = Math.sin(4 * pi * z)
      out[last * dim + last] = (3 - c + 8 * pi * z * s + 8 * pi * pi * z * z * c) / 16
      out[0] = (out[0] as number) + (pi * pi * Math.cos((pi * ((x[0] as number) - 1)) / 2)) / 8
    },
    minima: [{ x: Array<number>(dim).fill(1), f: 0, global: true, differentiable: true }],
    domain: [-10, 10],
  })
}
