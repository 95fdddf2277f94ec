import { describe, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  flag,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { total } from '../last/total.js'

const options = {
  /** The radius, a finite number > 0. Default 1. */
  radius: hyperparameter(ranges.positive, 1),
  /** Whether parameters inside are moved to the sphere. Default false. */
  sphere: flag(false),
}

/** Options of {@link projectToBall}. */
export interface ProjectToBallOptions extends OptionsOf<typeof options> {}

/** Squares of all float32 numbers over this, and of all normal ones times this, are normal. */
const range = 2 ** 65

/** The root of a sum of squares, or of squares of scaled numbers where those leave float32. */
const normOf = (squares: number, low: number, high: number): number =>
  squares > range || Number.isNaN(squares)
    ? Math.sqrt(low) * range
    : squares < 1 / range
      ? Math.sqrt(high) / range
      : Math.sqrt(squares)

/**
 * Keeps the parameters in a ball, or on a sphere, of the L2 norm over all leaves, at the end of a
 * chain: u' = (θ + u) radius/max(‖θ + u‖, radius) − θ.
 *
 * Hyperparameters: `radius`. State: none. Parameters that are 0 stay there on a sphere, too. Costs
 * a readback.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: `optax.projections.projection_l2_ball`, `projection_l2_sphere`.
 *
 * @example
 * import { projectToBall } from '@momenta/transforms'
 *
 * projectToBall({ radius: 3 }).map(({ name }) => name) // => ['projectToBall']
 */
export const projectToBall: Factory<ProjectToBallOptions, Transform> = defineFactory(
  'projectToBall',
  options,
  (given) =>
    describe({
      name: 'projectToBall',
      slots: {},
      ...describeOptions(options, given),
      reductions: {
        sums: (x, { updates: u, params: p }) => {
          const moved = x.add(p, u)
          const [low, high] = [x.mul(x.of(1 / range), moved), x.mul(x.of(range), moved)]
          return { squares: x.mul(moved, moved), low: x.mul(low, low), high: x.mul(high, high) }
        },
      },
      init: () => null,
      plan: (host, { sums }, { radius = 1 }) => {
        const norm = normOf(total(sums.squares), total(sums.low), total(sums.high))
        const most = given.sphere ? norm || radius : Math.max(norm, radius)
        return { next: host, plan: { scalars: { factor: radius / most } } }
      },
      body: (x, { updates: u, params: p, scalars: k }) => ({
        updates: x.sub(x.mul(k.factor, x.add(p, u)), p),
        slots: {},
      }),
    }),
)
