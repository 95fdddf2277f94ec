import { describeWhole, nextCount, type Transform } from '@momenta/core'
import {
  choice,
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { divisorEps } from './secondMoment.js'

const options = {
  /** β₂ of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0, outside the root. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /**
   * What has a second moment of its own: each index of the last axis (in TensorFlow.js the neurons
   * of a layer), of the first, or the leaf. Leaves with fewer than two axes have one. Default
   * 'last'.
   */
  blocks: choice(['last', 'first', 'leaf'], 'last'),
  /**
   * Whether the second moment is that of the updates or of the raw gradients. Default 'updates'.
   */
  of: choice(['updates', 'grads'], 'updates'),
}

/** Options of {@link scaleByAdamMini}. */
export interface ScaleByAdamMiniOptions extends OptionsOf<typeof options> {}

/**
 * The second moment of Adam-mini, one number for each block of a leaf: v = β₂ v + (1 − β₂) mean(u²)
 * over the block; u' = u/(√(v/(1 − β₂ᵗ)) + ε).
 *
 * State: one number for each block. Hyperparameters: `b2`, `eps`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Zhang et al., arXiv 2406.16793; with `blocks` 'leaf' `pytorch_optimizer.AdamMini`.
 *
 * @example
 * import { scaleByAdamMini } from '@momenta/transforms'
 *
 * scaleByAdamMini().map(({ name }) => name) // => ['scaleByAdamMini']
 */
export const scaleByAdamMini: Factory<ScaleByAdamMiniOptions, Transform> = defineFactory(
  'scaleByAdamMini',
  options,
  (given) => {
    const { blocks, of } = given
    const kept = ({ length }: readonly number[]): number =>
      blocks === 'leaf' || length < 2 ? -1 : blocks === 'last' ? length - 1 : 0
    return describeWhole({
      name: 'scaleByAdamMini',
      only: (_, shape) => !shape.includes(0),
      slots: {
        nu: { fill: 0, shape: (leaf) => leaf.map((n, axis) => (axis === kept(leaf) ? n : 1)) },
      },
      ...describeOptions(options, given),
      init: () => 0,
      plan: (count: number, _, { b2 = 0, eps = 0 }) => {
        const t = nextCount('scaleByAdamMini', count)
        const scalars = { b2, c2: 1 - b2, root: 1 / Math.sqrt(1 - b2 ** t), eps: divisorEps(eps) }
        return { next: t, plan: { scalars } }
      },
      leaf: (x, { updates: u, grads, slots: s, scalars: k }) => {
        const shape = x.shapeOf(u)
        const axes = shape.map((_, axis) => axis).filter((axis) => axis !== kept(shape))
        const g = of === 'grads' ? grads : u
        const nu = x.add(x.mul(k.b2, s.nu), x.mul(k.c2, x.meanOver(x.mul(g, g), axes)))
        return { updates: x.div(u, x.add(x.mul(x.sqrt(nu), k.root), k.eps)), slots: { nu } }
      },
    })
  },
)
