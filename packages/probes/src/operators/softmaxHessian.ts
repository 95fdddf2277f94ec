import { checkNumber, ranges } from '@momenta/options'
import type { OutputHessian } from './Model.js'

const rowTimes = (logits: Float64Array, z: Float64Array, samples: number): Float64Array => {
  const maximum = logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const exps = logits.map((n) => Math.exp(n - maximum))
  const total = exps.reduce((a, b) => a + b, 0)
  const mean = exps.reduce((sum, e, i) => sum + (e / total) * (z[i] as number), 0)
  return exps.map((e, i) => ((e / total) * ((z[i] as number) - mean)) / samples)
}

/**
 * The output Hessian of the mean softmax cross-entropy: row by row (diag(p) − p pᵀ) z/n, p the
 * softmax of the logits. It does not depend on the labels.
 *
 * @param classes - The length of a row.
 * @throws RangeError if it is not a positive integer, or outputs are no rows of that length.
 *
 * @example
 * import { softmaxHessian } from '@momenta/probes'
 *
 * softmaxHessian(2)(Float64Array.of(0, 0), Float64Array.of(1, 0), 1) // => [0.25, -0.25]
 */
export const softmaxHessian = (classes: number): OutputHessian => {
  checkNumber('softmaxHessian', 'classes', classes, ranges.positiveCount)
  return (outputs, z, samples) => {
    if (outputs.length % classes !== 0)
      throw new RangeError(
        `softmaxHessian: the outputs must be rows of ${classes} classes, got ${outputs.length} numbers`,
      )
    const out = new Float64Array(outputs.length)
    for (let at = 0; at < outputs.length; at += classes)
      out.set(
        rowTimes(outputs.subarray(at, at + classes), z.subarray(at, at + classes), samples),
        at,
      )
    return out
  }
}
