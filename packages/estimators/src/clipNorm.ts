import type { Estimator, LeafArithmetic } from '@momenta/core'
import { defineFactory, type Factory, structuralOptions } from '@momenta/options'
import { type ClipOptions, clipOptions } from './clipOptions.js'
import { type ScaledNorm, scaledNorm } from './scaledNorm.js'

/**
 * Two scalars by which gradients are multiplied in turn to clip their norm to max; both are 1 if
 * nothing is clipped. Their product may underflow in float32: if the norm was computed from
 * gradients scaled down, the first scalar repeats that scale; if from gradients scaled up, max is
 * scaled up instead.
 */
const clipTo = <L>(x: LeafArithmetic<L>, limit: number, { norm, scale }: ScaledNorm<L>) => {
  const [zero, one, max] = [x.of(0), x.of(1), x.of(limit)]
  const clips = x.max(x.sign(x.sub(norm, x.mul(max, scale))), zero)
  const passes = x.sub(one, clips)
  // max · scale is infinite if max is large and nothing is clipped; then max(norm, max) is used
  const top = x.min(x.mul(max, x.max(scale, one)), x.max(norm, max))
  const factor = x.div(top, x.max(x.mul(clips, norm), x.mul(passes, top)))
  return {
    scale: x.max(x.mul(clips, x.min(scale, one)), passes),
    // 1 + (norm - norm) is NaN if the norm is not finite
    factor: x.mul(factor, x.add(one, x.sub(norm, norm))),
  }
}

/**
 * Clips the gradients by their L2 norm over all leaves together: g max/max(‖g‖₂, max).
 *
 * Unlike the transform `clipByGlobalNorm` it acts before a memory, so keys and entries are clipped
 * too, and it needs no readback. If nothing is clipped, gradients are multiplied by 1. If the norm
 * is NaN or infinite, every gradient becomes NaN.
 *
 * @throws RangeError if max is not a finite number > 0, TypeError if an option is unknown or of the
 *   wrong type.
 *
 * Source: Pascanu et al., arXiv 1211.5063.
 *
 * @example
 * import { clipNorm } from '@momenta/estimators'
 *
 * clipNorm({ max: 0.25 }).name // => 'clipNorm'
 */
export const clipNorm: Factory<ClipOptions, Estimator> = defineFactory(
  'clipNorm',
  clipOptions,
  (given): Estimator => {
    const { max } = given

    return {
      name: 'clipNorm',
      options: structuralOptions(clipOptions, given),
      wrap: (oracle, x) => (params, microbatch, evaluation) =>
        x.scope(() => {
          const found = oracle(params, microbatch, evaluation)
          const packed = x.pack(found.grads)
          const { scale, factor } = clipTo(x, max, scaledNorm(x, packed))
          const clipped = packed.map((g) => x.mul(x.mul(g, scale), factor))
          return { ...found, grads: x.unpack(clipped, found.grads) }
        }),
    }
  },
)
