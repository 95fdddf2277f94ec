import { describeWhole, type Leaf, show, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'

const options = {
  /** The maximum ratio of the norms of gradient and parameters, > 0. Default 0.01. */
  ratio: hyperparameter(ranges.positive, 0.01),
  /** ε >= 0: the norm of parameters is at least ε. Default 0.001. */
  eps: hyperparameter(ranges.nonNegative, 1e-3),
}

/** Options of {@link adaptiveClip}. */
export interface AdaptiveClipOptions extends OptionsOf<typeof options> {}

const maximumAxes = 4

const checkLeaves = (leaves: readonly Leaf[]): void => {
  const other = leaves.find(({ shape }) => shape.length > maximumAxes)
  if (other !== undefined)
    throw new TypeError(
      `init: adaptiveClip must act on leaves with at most ${maximumAxes} axes, got ${show(other.name)} of shape [${other.shape.join(', ')}]; leave it out with masked`,
    )
}

/** The axes of one unit: all of a vector, one column of a matrix, one filter of a convolution. */
const unitAxes = (shape: readonly number[]): readonly number[] => {
  const all = shape.map((_, axis) => axis)
  const isVector = shape.filter((length) => length > 1).length <= 1
  return isVector ? all : shape.length === maximumAxes ? all.slice(0, -1) : [0]
}

/**
 * Adaptive gradient clipping: the gradient of each unit is scaled down to a share of the norm of
 * its parameters: u' = u min(1, ratio max(‖θ‖, ε)/‖u‖).
 *
 * Units are the columns of matrices (norms over axis 0, also for three axes), the filters of
 * convolutions (four axes, over all but the last) and whole vectors. A unit with a NaN becomes NaN.
 * Hyperparameters: `ratio`, `eps`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type; TypeError at initialisation, with the name of the leaf, for more than four
 *   axes.
 *
 * Source: Brock et al., arXiv 2102.06171; `optax.adaptive_grad_clip`.
 *
 * @example
 * import { adaptiveClip } from '@momenta/transforms'
 *
 * adaptiveClip().map(({ name }) => name) // => ['adaptiveClip']
 */
export const adaptiveClip: Factory<AdaptiveClipOptions, Transform> = defineFactory(
  'adaptiveClip',
  options,
  (given) =>
    describeWhole({
      name: 'adaptiveClip',
      slots: {},
      ...describeOptions(options, given),
      init: (leaves) => {
        checkLeaves(leaves)
        return null
      },
      plan: (host, _, { ratio = 0, eps = 0 }) => ({
        next: host,
        plan: { scalars: { ratio, eps } },
      }),
      leaf: (x, { updates: u, params: p, scalars: k }) => {
        const norm = (a: typeof u) => x.sqrt(x.sumOver(x.mul(a, a), unitAxes(x.shapeOf(u))))
        const size = norm(u)
        const most = x.mul(k.ratio, x.max(norm(p), k.eps))
        // 1 where the norm is below the maximum, else 0
        const kept = x.sign(x.max(x.sub(most, size), x.of(0)))
        const factor = x.div(most, x.max(size, x.of(1e-6)))
        const scale = x.add(kept, x.mul(x.sub(x.of(1), kept), factor))
        return { updates: x.mul(u, scale), slots: {} }
      },
    }),
)
