import { describeWhole, type Leaf, show, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  flag,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { divisorEps } from './secondMoment.js'

const options = {
  /** β₂, the decay of the accumulators, in [0, 1]; 1 adds squares up. Default 1. */
  b2: hyperparameter(ranges.unit, 1),
  /** ε >= 0, added inside the root. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** Whether accumulators never decrease (pytorch_optimizer with β₂ < 1). Default false. */
  increasing: flag(false),
}

/** Options of {@link scaleBySm3}. */
export interface ScaleBySm3Options extends OptionsOf<typeof options> {}

const slots = ['axis0', 'axis1', 'axis2', 'axis3'] as const

const checkLeaves = (leaves: readonly Leaf[]): void => {
  const other = leaves.find(({ shape }) => shape.length > slots.length)
  if (other !== undefined)
    throw new TypeError(
      `init: scaleBySm3 must act on leaves with at most ${slots.length} axes, got ${show(other.name)} of shape [${other.shape.join(', ')}]; give it to another transform with partition`,
    )
}

/** The shape of the accumulator of an axis; one number for an axis that a leaf does not have. */
const accumulator = (own: number) => ({
  fill: 0,
  shape: (shape: readonly number[]) => shape.map((length, axis) => (axis === own ? length : 1)),
})

/**
 * SM3: one accumulator for each axis in the place of a second moment. With a = w u² + β₂ minᵢ Aᵢ
 * and w = 1 − β₂, or 1 for β₂ = 1: u' = u/√(a + ε), Aᵢ = max of a over the other axes.
 *
 * State: the sum of the lengths of all axes of a leaf. Hyperparameters: `b2`, `eps`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type; TypeError at initialisation, with the name of the leaf, for more than four
 *   axes.
 *
 * Source: Anil et al., arXiv 1901.11150; `optax.scale_by_sm3`.
 *
 * @example
 * import { scaleBySm3 } from '@momenta/transforms'
 *
 * scaleBySm3().map(({ name }) => name) // => ['scaleBySm3']
 */
export const scaleBySm3: Factory<ScaleBySm3Options, Transform> = defineFactory(
  'scaleBySm3',
  options,
  (given) =>
    describeWhole({
      name: 'scaleBySm3',
      slots: {
        axis0: accumulator(0),
        axis1: accumulator(1),
        axis2: accumulator(2),
        axis3: accumulator(3),
      },
      ...describeOptions(options, given),
      init: (leaves) => {
        checkLeaves(leaves)
        return null
      },
      plan: (host, _, { b2 = 1, eps = 0 }) => ({
        next: host,
        plan: { scalars: { b2, w: b2 === 1 ? 1 : 1 - b2, eps: divisorEps(eps) } },
      }),
      leaf: (x, { updates: u, slots: s, scalars: k }) => {
        const axes = x.shapeOf(u).map((_, axis) => axis)
        // A scalar has one accumulator too.
        const used = slots.slice(0, Math.max(1, axes.length))
        const least = used.map((name) => s[name]).reduce((a, b) => x.min(a, b))
        const all = x.add(x.mul(k.w, x.mul(u, u)), x.mul(k.b2, least))
        const next = used.map((name, own) => {
          const most = x.maxOver(
            all,
            axes.filter((axis) => axis !== own),
          )
          return [name, given.increasing ? x.max(s[name], most) : most] as const
        })
        return {
          updates: x.div(u, x.sqrt(x.add(all, k.eps))),
          slots: { ...s, ...Object.fromEntries(next) },
        }
      },
    }),
)
