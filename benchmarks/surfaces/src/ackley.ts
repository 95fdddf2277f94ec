import { checkDim } from './checkDim.js'
import type { Surface } from './Surface.js'
import type { SurfaceOptions } from './SurfaceOptions.js'
import { surfaceFrom } from './surfaceFrom.js'

const turn = 2 * Math.PI

/**
 * The Ackley function of n = `dim` variables (paper, equation 9 for n = 2): a nearly flat rim, a
 * local minimum near each point with integer coordinates, and the global minimum 0 in a hole at the
 * origin.
 *
 * The domain is the customary [-5, 5] of its figures; its first definition takes [-32.768, 32.768].
 * `minima` lists the global one alone. That one is the tip of a cone: the gradient does not exist
 * at exactly 0, where this returns 0, and the Hessian is NaN there. At distance r its top
 * eigenvalue is about 4 / (r sqrt n).
 *
 * @throws RangeError if `dim` is not an integer >= 1.
 * @example
 * import { ackley } from '@momenta/bench-surfaces'
 *
 * ackley().value([0, 0]) // => 0
 * ackley({ dim: 10 }).value(Array(10).fill(1)) // => 3.62538
 */
export const ackley = ({ dim = 2 }: Pick<SurfaceOptions, 'dim'> = {}): Surface => {
  checkDim('ackley', dim, 1)
  const radius = (x: ArrayLike<number>): number => {
    let squares = 0
    for (let i = 0; i < dim; i++) squares += (x[i] as number) ** 2
    // squares that underflow would give a wrong direction: so near, a point is the tip
    return squares < 1e-290 ? 0 : Math.sqrt(squares / dim)
  }
  return surfaceFrom({
    name: 'ackley',
    dim,
    formula: '-20 exp(-0.2 sqrt(mean x_i^2)) - exp(mean cos(2 pi x_i)) + 20 + e',
    pass: (x, out) => {
      let waves = 0
      for (let i = 0; i < dim; i++) {
        const angle = turn * (x[i] as number)
        waves += Math.cos(angle) - 1
        out[i] = Math.sin(angle)
      }
      const r = radius(x)
      // expm1, so that f is exactly 0 at the origin and has no rounding noise of 1e-15 * 20 around
      // it
      const hole = -20 * Math.expm1(-r / 5)
      const bumps = -Math.E * Math.expm1(waves / dim)
      const pull = r === 0 ? 0 : (20 - hole) / (5 * r * dim)
      const wave = ((Math.E - bumps) * turn) / dim
      for (let i = 0; i < dim; i++) out[i] = pull * (x[i] as number) + wave * (out[i] as number)
      return hole + bumps
    },
    curvature: (x, out) => {
      const r = radius(x)
      let waves = 0
      for (let i = 0; i < dim; i++) waves += Math.cos(turn * (x[i] as number))
      const hole = (20 * Math.exp(-r / 5)) / 5 / dim
      const pull = (hole * (1 / r + 1 / 5)) / dim
      const bumps = Math.exp(waves / dim) * (turn / dim) ** 2
      for (let i = 0; i < dim; i++) {
        const xi = x[i] as number
        for (let j = 0; j < dim; j++) {
          const xj = x[j] as number
          const sines = Math.sin(turn * xi) * Math.sin(turn * xj)
          // x / r first: x_i x_j may underflow, and the product must not depend on the order
          out[i * dim + j] = -pull * ((xi / r) * (xj / r)) - bumps * sines
        }
        const own = out[i * dim + i] as number
        out[i * dim + i] = own + hole / r + bumps * dim * Math.cos(turn * xi)
      }
    },
    minima: [{ x: Array<number>(dim).fill(0), f: 0, global: true, differentiable: false }],
    domain: [-5, 5],
  })
}
