import { ackley } from './ackley.js'
import { checkDim } from './checkDim.js'
import { checkPositive } from './checkPositive.js'
import { rosenbrock } from './rosenbrock.js'
import type { Surface } from './Surface.js'
import type { SurfaceOptions } from './SurfaceOptions.js'
import { surfaceFrom } from './surfaceFrom.js'

/**
 * A weighted sum of {@link rosenbrock} and of {@link ackley} moved to 1, on [-2, 2]^n: the one
 * global minimum, 0 at (1, ..., 1), is both the end of the curved valley and the tip of the hole.
 * In 2-D the valley y = x^2 passes by local minima of Ackley at (0, 0) and (-1, 1), which become
 * traps on its floor.
 *
 * This is in the spirit of the paper's equation 12, whose exact form is not known: numbers on this
 * surface are not comparable with the paper's. The tip is not differentiable, see {@link ackley};
 * `minima` lists it alone.
 *
 * @param options - `dim` >= 2; `rosenbrock` and `ackley`, the weights > 0 of the two parts.
 * @throws RangeError if `dim` is not an integer >= 2 or a weight is not a finite number > 0.
 * @example
 * import { ackleyRosenbrock } from '@momenta/bench-surfaces'
 *
 * ackleyRosenbrock().value([1, 1]) // => 0
 */
export const ackleyRosenbrock = ({
  dim = 2,
  rosenbrock: a = 1,
  ackley: b = 1,
}: Pick<SurfaceOptions, 'dim' | 'rosenbrock' | 'ackley'> = {}): Surface => {
  checkDim('ackleyRosenbrock', dim, 2)
  checkPositive('ackleyRosenbrock', 'the weight of rosenbrock', a, 1)
  checkPositive('ackleyRosenbrock', 'the weight of ackley', b, 1)
  const valley = rosenbrock({ dim })
  const hole = ackley({ dim })
  const z = new Float64Array(dim)
  const g = new Float64Array(dim)
  const move = (x: ArrayLike<number>): void => {
    for (let i = 0; i < dim; i++) z[i] = (x[i] as number) - 1
  }
  return surfaceFrom({
    name: 'ackleyRosenbrock',
    dim,
    formula: `${a} rosenbrock(x) + ${b} ackley(x-1)`,
    pass: (x, out) => {
      move(x)
      const f = a * valley.gradient(x, out) + b * hole.gradient(z, g)
      for (let i = 0; i < dim; i++) out[i] = a * (out[i] as number) + b * (g[i] as number)
      return f
    },
    curvature: (x, out) => {
      move(x)
      const first = valley.hessian(x)
      const second = hole.hessian(z)
      for (let k = 0; k < dim * dim; k++)
        out[k] = a * (first[k] as number) + b * (second[k] as number)
    },
    minima: [{ x: Array<number>(dim).fill(1), f: 0, global: true, differentiable: false }],
    domain: [-2, 2],
  })
}
