import { checkDim } from './checkDim.js'
import type { Surface } from './Surface.js'
import type { SurfaceOptions } from './SurfaceOptions.js'
import { surfaceFrom } from './surfaceFrom.js'

/**
 * The Rosenbrock function of n = `dim` variables in its chained form on [-2.048, 2.048]^n: a narrow
 * curved valley with minimum 0 at (1, ..., 1).
 *
 * `minima` lists that one; from 4 variables on there is also a local one near (-1, 1, ..., 1),
 * without a closed form.
 *
 * @throws RangeError if `dim` is not an integer >= 2.
 * @example
 * import { rosenbrock } from '@momenta/bench-surfaces'
 *
 * rosenbrock().value([-1.2, 1]) // => 24.2
 * Array.from(rosenbrock().hessian([1, 1])) // => [802, -400, -400, 200]
 */
export const rosenbrock = ({ dim = 2 }: Pick<SurfaceOptions, 'dim'> = {}): Surface => {
  checkDim('rosenbrock', dim, 2)
  return surfaceFrom({
    name: 'rosenbrock',
    dim,
    formula: 'sum_{i<n} 100 (x_{i+1}-x_i^2)^2 + (1-x_i)^2',
    pass: (x, out) => {
      let f = 0
      let carried = 0
      for (let i = 0; i < dim - 1; i++) {
        const xi = x[i] as number
        const rise = (x[i + 1] as number) - xi * xi
        const left = 1 - xi
        f += 100 * rise * rise + left * left
        out[i] = carried - 400 * xi * rise - 2 * left
        carried = 200 * rise
      }
      out[dim - 1] = carried
      return f
    },
    curvature: (x, out) => {
      for (let i = 0; i < dim - 1; i++) {
        const xi = x[i] as number
        const own = i * dim + i
        out[own] = (out[own] as number) + 1200 * xi * xi - 400 * (x[i + 1] as number) + 2
        out[own + 1] = -400 * xi
        out[own + dim] = -400 * xi
        out[own + dim + 1] = 200
      }
    },
    minima: [{ x: Array<number>(dim).fill(1), f: 0, global: true, differentiable: true }],
    domain: [-2.048, 2.048],
  })
}
