import { describeWhole, type Transform, type WholeArithmetic } from '@momenta/core'
import {
  choice,
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'

const options = {
  /** The sum of a leaf, or of its absolute values, a finite number > 0. Default 1. */
  total: hyperparameter(ranges.positive, 1),
  /**
   * Nonnegative numbers of that sum (`simplex`), numbers whose absolute values have at most that
   * sum (`ball`) or that sum (`sphere`). Default 'simplex'.
   */
  set: choice(['simplex', 'ball', 'sphere'], 'simplex'),
}

/** Options of {@link projectToSimplex}. */
export interface ProjectToSimplexOptions extends OptionsOf<typeof options> {}

/** Newton's method reaches the threshold in as many steps as the set of positive terms shrinks. */
const iterations = 40

/** max(a − τ, 0), with the threshold τ at which the sum is the total: no sorting is needed. */
const toSimplex = <A>(x: WholeArithmetic<A>, a: A, total: A): A => {
  const zero = x.of(0)
  const size = x.of(x.shapeOf(a).reduce((product, n) => product * n, 1))
  let threshold = x.div(x.sub(x.total(a), total), size)
  for (let i = 0; i < iterations; i++) {
    const over = x.max(x.sub(a, threshold), zero)
    const count = x.max(x.total(x.sign(over)), x.of(1))
    threshold = x.add(threshold, x.div(x.sub(x.total(over), total), count))
  }
  return x.max(x.sub(a, threshold), zero)
}

/**
 * Keeps each leaf a distribution, or in the ball or on the sphere of the L1 norm, at the end of a
 * chain: θ + u' is the nearest point of the set.
 *
 * The point is max(θ + u − τ, 0), for the ball with the signs of θ + u; the threshold τ is found by
 * Newton's method. Hyperparameters: `total`. State: none.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Duchi et al. 2008; `optax.projections.projection_simplex`, `projection_l1_ball`,
 * `projection_l1_sphere`, which project all leaves together.
 *
 * @example
 * import { projectToSimplex } from '@momenta/transforms'
 *
 * projectToSimplex({ set: 'ball' }).map(({ name }) => name) // => ['projectToSimplex']
 */
export const projectToSimplex: Factory<ProjectToSimplexOptions, Transform> = defineFactory(
  'projectToSimplex',
  options,
  (given) => {
    const { set } = given
    return describeWhole({
      name: 'projectToSimplex',
      only: (_, shape) => !shape.includes(0),
      slots: {},
      ...describeOptions(options, given),
      init: () => null,
      plan: (host, _, { total = 1 }) => ({ next: host, plan: { scalars: { total } } }),
      leaf: (x, { updates: u, params: p, scalars: k }) => {
        const moved = x.add(p, u)
        if (set === 'simplex') return { updates: x.sub(toSimplex(x, moved, k.total), p), slots: {} }
        const size = x.abs(moved)
        const near = x.mul(x.sign(moved), toSimplex(x, size, k.total))
        // 1 where the leaf is outside of the ball
        const outside = x.max(x.sign(x.sub(x.total(size), k.total)), x.of(0))
        const kept = x.mul(x.sub(x.of(1), outside), moved)
        const inBall = x.add(x.mul(outside, near), kept)
        return { updates: x.sub(set === 'sphere' ? near : inBall, p), slots: {} }
      },
    })
  },
)
