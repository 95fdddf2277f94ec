import { checked, type Estimator, ranges } from '@momenta/core'
import type { ClipOptions } from './clipValue.js'
import { normOf } from './normOf.js'

/**
 * Clips the gradients by their L2 norm over all leaves together: g max/max(‖g‖₂, max).
 *
 * Before a memory it clips keys and entries too, unlike the transform `clipByGlobalNorm`, and it needs no readback. Gradients that are not clipped are
 * multiplied by 1.
 *
 * @throws RangeError if max is not a finite number > 0.
 *
 * Source: Pascanu et al., arXiv 1211.5063.
 *
 * @example
 * import { clipNorm } from '@momenta/estimators'
 *
 * clipNorm({ max: 0.25 }).name // => 'clipNorm'
 */
export const clipNorm = ({ max = 1 }: ClipOptions = {}): Estimator => {
  checked('clipNorm', 'max', max, ranges.positive)
  return {
    name: 'clipNorm',
    wrap: (oracle, x) => (params, microbatch) =>
      x.scope(() => {
        const { value, grads } = oracle(params, microbatch)
        const factor = x.div(x.of(max), x.max(normOf(x, grads), x.of(max)))
        return { value, grads: grads.map((g) => x.mul(g, factor)) }
      }),
  }
}
