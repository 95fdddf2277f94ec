import type { Optimizer } from '@momenta/core'
import { checkOptimizer } from '@momenta/core/program'
import { registerOptimizer } from './config/configOf.js'
import { MomentaOptimizer } from './MomentaOptimizer.js'

/**
 * An optimizer for `model.compile`, `model.fit` and everything else that takes a `tf.Optimizer`.
 *
 * It steps fused: in one pass over memory, in place, on the memory of the variables. On wasm call
 * `await enableTraining()` once, which adds the gradients of convolutions and embeddings that the
 * backend lacks.
 *
 * - `learningRate` can be read and set, as callbacks do; `scaleLearningRate` multiplies it.
 * - With SAM the loss is evaluated once; its operations then run again at the perturbed weights. So
 *   metrics, moving averages and counters are those of the unperturbed pass, and dropout masks are
 *   the same in both.
 * - State belongs to variables, by name: one optimizer may train several models, each as if it had
 *   its own. Layers that are frozen between two fits keep their state; entries of a memory for them
 *   are zeros when they are trained again.
 * - A variable that the loss does not depend on is left out of the step, as by `tf.train`.
 * - `model.save(…, { includeOptimizer: true })` saves the whole state, and `tf.loadLayersModel`
 *   makes the optimizer again, `muon` and `lbfgs` where the program uses them. An optimizer that
 *   contains a function of your own, such as a mask, or a part that this package does not export
 *   must be made once with `tfOptimizer` before the model is loaded; made several times, with the
 *   same functions.
 * - `getWeights` returns the state itself, until the next step.
 * - `minimize(loss, variables)` is short for `minimize(loss, false, variables)`.
 *
 * @throws TypeError if the argument is not an optimizer. From a step: TypeError if no variable is
 *   trainable, the loss depends on none, or gradients alone are given to an optimizer that needs
 *   the loss; Error if the loss is NaN (unless the optimizer looks for it, with `applyIfFinite`) or
 *   the backend cannot be read synchronously. The variables are then unchanged. On webgl and webgpu
 *   a loss that is NaN is not found, as reading it would wait for the device: there
 *   `applyIfFinite` (webgl), or a test of the loss in a callback, has to find it.
 *
 * @example
 * import '@momenta/register-gradients' // or '@tensorflow/tfjs'
 * import '@tensorflow/tfjs-backend-cpu'
 * import { adamCM, tfOptimizer, withSAM } from '@momenta/tfjs'
 * import * as tf from '@tensorflow/tfjs-core'
 * import { layers, sequential } from '@tensorflow/tfjs-layers'
 *
 * const dense = layers.dense({ units: 1, inputShape: [1], kernelInitializer: 'zeros' })
 * const model = sequential({ layers: [dense] })
 * const optimizer = tfOptimizer(withSAM(adamCM({ learningRate: 0.1 }), { rho: 0.05 }))
 * model.compile({ optimizer, loss: 'meanSquaredError' })
 * const [x, y] = [tf.tensor2d([[0], [1], [2]]), tf.tensor2d([[1], [3], [5]])]
 * const { history } = await model.fit(x, y, { epochs: 200, verbose: 0 })
 * Number(history.loss.at(-1)) < 1 // => true
 * optimizer.learningRate // => 0.1
 */
export const tfOptimizer = (optimizer: Optimizer): MomentaOptimizer => {
  checkOptimizer('tfOptimizer', optimizer)
  registerOptimizer(optimizer)
  return new MomentaOptimizer(optimizer)
}
