import { kindOf } from '@momenta/core'
import { flag, readOptions } from '@momenta/options'
import { flatten } from '@momenta/tree'
import * as tf from '@tensorflow/tfjs-core'
import { checkValue } from './checks/checkEvaluation.js'
import { differentiate } from './differentiate.js'
import { holdOutputs } from './holdOutputs.js'
import { isTensor, tensorsAre } from './isTensor.js'
import type { Evaluation, Oracle } from './Oracle.js'

/** A scalar loss with auxiliary outputs, a tree of float32 tensors. */
export interface LossWithOutputs<A> {
  readonly loss: tf.Scalar
  readonly aux: A
}

const hasOutputs = <A>(returned: tf.Scalar | LossWithOutputs<A>): returned is LossWithOutputs<A> =>
  typeof returned === 'object' && returned !== null && 'loss' in returned && 'aux' in returned

const declared = { allowUnused: flag(false) }

/** Options of {@link oracleOf}. */
export interface OracleOptions {
  /**
   * Whether the loss may depend on none of the parameters, which gives gradients of 0. Default
   * false.
   */
  readonly allowUnused?: boolean
}

type Loss<P, R> = (params: P, microbatch: number, evaluation: number) => R

/** Overloaded, so that the type of a loss such as `tf.sum(…)` is inferred as a scalar. */
interface OracleOf {
  <P extends object>(loss: Loss<P, tf.Scalar>, options?: OracleOptions): Oracle<P>
  <P extends object, A>(loss: Loss<P, LossWithOutputs<A>>, options?: OracleOptions): Oracle<P, A>
}

/**
 * Makes an oracle from a loss by automatic differentiation: value L(θ) and gradients ∂L/∂θ.
 *
 * A parameter on which the loss does not depend has gradient 0, but the loss must depend on at
 * least one. No tensor leaks, also when the loss throws. NaN and infinite values are returned
 * unchanged. tfjs-core registers no gradients in Node: import `@momenta/register-gradients` or
 * `@tensorflow/tfjs` once.
 *
 * The loss may return auxiliary outputs beside its value, `{ loss, aux }`, where `aux` is any tree
 * of float32 tensors. The step returns them in `iterate.aux`. Gradients do not flow through them.
 * Use them for the state of a model, such as the running statistics of batch normalization: the
 * caller updates it once per step from `iterate.aux`, with any estimators. `sam` and `asam` return
 * the outputs at the unperturbed parameters, `microbatches` returns their mean.
 *
 * @param loss - A function of the parameters, the index of the microbatch and the index of the
 *   evaluation that returns a scalar, or a scalar and auxiliary outputs. The evaluation is 0 at the
 *   parameters of the iterate and positive where an estimator perturbed them.
 * @throws TypeError if the loss does not return a float32 scalar or depends on no parameter, or if
 *   an auxiliary output is not a float32 tensor; Error if an operation has no gradient or the
 *   backend lacks a kernel (it names the operation and what to do); any error that the loss throws.
 *
 * @example
 * import '@momenta/register-gradients'
 * import '@tensorflow/tfjs-backend-cpu'
 * import { oracleOf } from '@momenta/eager'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const oracle = oracleOf(({ w }: { w: tf.Tensor1D }) => tf.sum(tf.square(w)))
 * const { value, grads } = oracle({ w: tf.tensor1d([1, -2]) }, 0)
 * value.dataSync() // => [5]
 * grads.w.dataSync() // => [2, -4]
 *
 * // The batch mean as an auxiliary output, which the caller averages over the steps
 * const batch = tf.tensor1d([1, 2, 6])
 * const centred = oracleOf(({ w }: { w: tf.Scalar }) => {
 *   const mean = tf.mean(batch)
 *   const loss: tf.Scalar = tf.mean(tf.square(tf.mul(w, tf.sub(batch, mean))))
 *   return { loss, aux: { mean } }
 * })
 * centred({ w: tf.scalar(1) }, 0).aux!.mean.dataSync() // => [3]
 */
export const oracleOf: OracleOf = <P extends object, A>(
  loss: Loss<P, tf.Scalar | LossWithOutputs<A>>,
  options: OracleOptions = {},
): Oracle<P, A> => {
  if (typeof loss !== 'function')
    throw new TypeError(
      `oracleOf: the loss must be a function of the parameters, got ${isTensor(loss) ? 'a tensor' : kindOf(loss)}`,
    )
  const { allowUnused } = readOptions('oracleOf', declared, [options])
  return (params, microbatch, evaluation = 0) => {
    const { leaves, rebuild } = flatten('oracleOf', params, isTensor, tensorsAre)
    const outputs = holdOutputs()
    const gradients = () =>
      tf.tidy(() => {
        const value = (inputs: readonly tf.Tensor[]) => {
          const returned = loss(rebuild(inputs) as P, microbatch, evaluation)
          if (!hasOutputs(returned)) return returned
          checkValue('oracleOf: the loss must return', returned.loss)
          outputs.hold(returned.aux)
          return returned.loss
        }
        // Clones, so that a tensor that occurs twice in the tree is differentiated at each place;
        // and zeros for parameters that the loss does not depend on.
        const inputs = leaves.map((leaf) => tf.clone(leaf))
        const found = differentiate('oracleOf', () => value(inputs), inputs)
        if (!allowUnused && !found.grads.some(isTensor))
          throw new TypeError(
            'oracleOf: the loss must depend on the parameters that it is given, got one that uses none of them; read them from its argument, not from variables or a model outside it, and not by dataSync',
          )
        return {
          value: found.value,
          grads: inputs.map((input, i) => found.grads[i] ?? tf.zerosLike(input)),
          ...(outputs.release() as { readonly aux?: tf.TensorContainer }),
        }
      })
    try {
      const { grads, ...rest } = gradients()
      return { ...rest, grads: rebuild(grads) as P } as Evaluation<P, A>
    } finally {
      outputs.free()
    }
  }
}
