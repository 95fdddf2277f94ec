import { describeWhole, type Slot, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  flag,
  hyperparameter,
  number,
  type OptionsOf,
  optional,
  ranges,
} from '@momenta/options'
import { type LeafSteps, leafSteps, planLeafSteps } from '../scaling/leafSteps.js'
import { atMostFour, mergedAxes, multiplyAlong, unfold } from './axes.js'
import { inverseRoot } from './inverseRoot.js'
import { matrixSlots, slotOf } from './matrixSlots.js'

const options = {
  /**
   * μ, in [0, 1): the share of the last preconditioned update in the next gradient. Default none.
   */
  momentum: optional(hyperparameter(ranges.decay, 0.9)),
  /** The roots are computed in every such step, a positive integer. Default 1. */
  every: number(ranges.positiveCount, 1),
  /** ε >= 0, times the identity: where the sums of products start. Default 1e-6. */
  eps: number(ranges.nonNegative, 1e-6),
  /** Longer axes are not preconditioned, a positive integer. Default 1024. */
  maxSize: number(ranges.positiveCount, 1024),
  /**
   * Whether consecutive axes are one while their product is at most `maxSize`, as for kernels of
   * convolutions. Default false.
   */
  merge: flag(false),
}

/** Options of {@link scaleByShampoo}. */
export interface ScaleByShampooOptions extends OptionsOf<typeof options> {}

/**
 * Shampoo: a preconditioner for each axis of a leaf. For a matrix L = L + G Gᵀ, R = R + Gᵀ G; u' =
 * (L + ε I)^(−1/4) G (R + ε I)^(−1/4).
 *
 * A leaf with n axes has n matrices and roots of order 2n; a vector the root of order 2 of one
 * matrix, a scalar is unchanged. With `momentum` the gradient is G = (1 − μ) u + μ b, b the last
 * result, at first the raw gradient. Before the first step in which roots are computed, u' = 0. Of
 * more than four axes, the first are one.
 *
 * Roots are computed from eigenvectors in float64 on the host, with work cubic in the length of an
 * axis. If a sum is not finite, as in float32 for gradients above 1e18, the updates are NaN: clip
 * them before. State: two square matrices for each axis, and with `momentum` one copy of the
 * parameters. Hyperparameters: `momentum`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type. From a step: Error if the backend cannot be read synchronously.
 *
 * Source: Gupta et al., arXiv 1802.09568; `pytorch_optimizer.Shampoo`.
 *
 * @example
 * import { scaleByShampoo } from '@momenta/transforms'
 *
 * scaleByShampoo().map(({ name }) => name) // => ['scaleByShampoo']
 */
export const scaleByShampoo: Factory<ScaleByShampooOptions, Transform> = defineFactory(
  'scaleByShampoo',
  options,
  (given) => {
    const { momentum, every, eps, maxSize, merge } = given
    const shapeOf = (leaf: readonly number[]): readonly number[] =>
      atMostFour(merge ? mergedAxes(leaf, maxSize) : leaf)
    const axesOf = (leaf: readonly number[]): readonly number[] =>
      shapeOf(leaf).flatMap((n, axis) => (n > maxSize ? [] : [axis]))
    return describeWhole({
      name: 'scaleByShampoo',
      role: 'preconditioner',
      only: (_, shape) => !shape.includes(0),
      slots: {
        ...(momentum === undefined ? {} : { mu: 'zeros' }),
        ...matrixSlots('sum', shapeOf, axesOf),
        ...matrixSlots('root', shapeOf, axesOf),
      } as { readonly [slot: string]: Slot },
      ...describeOptions(options, given),
      init: leafSteps,
      plan: (host: LeafSteps, { names }, { momentum: mu = 0 }) => {
        const scalars = { mu, rest: 1 - mu }
        return planLeafSteps('scaleByShampoo', host, names, (t) => ({
          scalars,
          variant: { first: t === 1, computes: t % every === 0 },
        }))
      },
      leaf: (x, { updates: u, grads, slots: s, scalars: k, variant }) => {
        const shape = x.shapeOf(u)
        const last = variant.first ? grads : (s.mu ?? u)
        const mixed = momentum === undefined ? u : x.add(x.mul(k.rest, u), x.mul(k.mu, last))
        const gradient = x.reshape(mixed, shapeOf(shape))
        const order = 2 * x.shapeOf(gradient).length
        const slots: { [slot: string]: typeof u } = { ...s }
        let scaled = gradient
        for (const axis of axesOf(shape)) {
          const [sumSlot, rootSlot] = [slotOf('sum', axis), slotOf('root', axis)]
          const rows = unfold(x, gradient, axis)
          const sum = x.add(s[sumSlot] as typeof u, x.matmul(rows, x.transpose(rows)))
          const [root] = variant.computes
            ? x.onHost([sum], (inputs) => inputs.map((h) => inverseRoot(h, order, eps)))
            : [s[rootSlot]]
          scaled = multiplyAlong(x, root as typeof u, scaled, axis)
          Object.assign(slots, { [sumSlot]: sum, [rootSlot]: root })
        }
        const updates = x.reshape(scaled, shape)
        return { updates, slots: momentum === undefined ? slots : { ...slots, mu: updates } }
      },
    })
  },
)
