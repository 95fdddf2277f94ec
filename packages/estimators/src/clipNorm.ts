import type { Estimator, LeafArithmetic } from '@momenta/core'
import { defineFactory, type Factory, structuralOptions } from '@momenta/options'
import { type ClipOptions, clipOptions } from './clipOptions.js'
import { type ScaledNorm, scaledNorm } from './scaledNorm.js'

/**
 * The two scalars that bring gradients of a norm down to max one after the other: both 1 where nothing is clipped. One alone
 * could be too small for float32, so gradients that were scaled down for their norm are so here, and for gradients that were
 * scaled up max is.
 */
const clipTo = <L>(x: LeafArithmetic<L>, limit: number, { norm, scale }: ScaledNorm<L>) => {
  const [zero, one, max] = [x.of(0), x.of(1), x.of(limit)]
  const clips = x.max(x.sign(x.sub(norm, x.mul(max, scale))), zero)
  const passes = x.sub(one, clips)
  // infinite where nothing is clipped and max is large; then max does as well
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
 * Before a memory it clips keys and entries too, unlike the transform `clipByGlobalNorm`, and it needs no readback.
 * Gradients that are not clipped are multiplied by 1. If the norm is NaN or infinite, every gradient becomes NaN.
 *
 * @throws RangeError if max is not a finite number > 0, TypeError if an option is unknown or of the wrong type.
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
      wrap: (oracle, x) => (params, microbatch) =>
        x.scope(() => {
          const { value, grads } = oracle(params, microbatch)
          const { scale, factor } = clipTo(x, max, scaledNorm(x, grads))
          return { value, grads: grads.map((g) => x.mul(x.mul(g, scale), factor)) }
        }),
    }
  },
)
