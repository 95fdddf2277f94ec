import { kindOf, type Optimizer } from '@momenta/core'
import { checkOptimizer } from '@momenta/core/program'
import { eager, type Iterate, type Oracle, type Runner } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import type { BufferCache } from './buffers/BufferCache.js'
import { type Engine, type Measuring, nothing } from './Engine.js'
import { type Explanation, explain } from './Explanation.js'
import { engineOf } from './engineOf.js'
import type { Executed } from './execute.js'
import { startStep } from './startStep.js'

/** Options of {@link fused}. */
export interface FusedOptions {
  /** Whether steps are fused; false runs everything eagerly. Default true. */
  readonly fuse?: boolean
}

/** {@link Runner} that also explains what it did. */
export interface FusedRunner extends Runner {
  /** How the last step was run; undefined before the first. */
  readonly explain: () => Explanation | undefined
}

const measure = (engine: Engine, wanted: Measuring): readonly number[] => {
  if (wanted === nothing) return []
  if (engine.waits)
    throw new Error(
      'step: this backend cannot be read synchronously, and the optimizer needs norms; use stepAsync',
    )
  return engine.measure(wanted) as readonly number[]
}

const checkBackend = (name: string): void => {
  if (tf.getBackend() !== name)
    throw new Error(
      `stepAsync: the backend must stay ${name} until the step is over, got ${tf.getBackend()}; await the step before setBackend`,
    )
}

/**
 * Runs an optimizer as `eager` does, with the same numbers, but fused: between two
 * measurements of norms, every parameter is read and written once, for any chain, in place and for
 * all leaves together.
 *
 * - wasm: SIMD kernels generated for the chain at hand, on the backend's own memory; the same bits
 *   as eager.
 * - cpu: generated JavaScript, state in place; the same bits as eager. Runs as eager if a page's
 *   policy forbids code generation.
 * - webgpu: one dispatch for as many leaves as the device binds, all in one command buffer, in
 *   place; norms, and the compilation of new shaders, are awaited (`stepAsync`). Equal to eager up
 *   to float32 rounding. A pass with more streams than the device can bind runs in pieces.
 * - tensorflow (tfjs-node): Adam, AMSGrad, AdamW, RMSProp, momentum, plain descent and EMA, with or
 *   without a memory, by TensorFlow's own kernels for variables, in place and up to float32
 *   rounding; other chains operation by operation.
 * - any other backend: eager.
 *
 * Iterates are those of eager, so the two can alternate. A step consumes its iterate: the
 * parameters are disposed, the state is overwritten. Only tensors that the runner made are
 * overwritten, if no other tensor shares their memory and they occur once in the iterate; clones
 * (`cloneIterate`) and arrays that were read keep their values. The first step moves the
 * state into memory of the runner; later steps do not grow. Besides parameters, gradients and state
 * a step only allocates the state of parts before a measurement within the chain.
 *
 * @throws TypeError as eager, and for a state that a step consumed; Error with the number of bytes
 *   if the wasm heap (4 GiB) is full, or if the WebGPU device is lost or rejects a shader. The
 *   iterate is unchanged then; after a synchronous `step` a rejection is thrown by a later one.
 *
 * @example
 * import '@momenta/register-gradients'
 * import '@tensorflow/tfjs-backend-cpu'
 * import { oracleOf } from '@momenta/eager'
 * import { fused } from '@momenta/fused'
 * import { adamCM } from '@momenta/optimizers'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const { init, step, explain } = fused(adamCM({ learningRate: 0.05 }))
 * const oracle = oracleOf(({ w }: { w: tf.Tensor1D }) => tf.sum(tf.square(tf.sub(w, 1))))
 * let iterate = init({ w: tf.tensor1d([3, -2]) })
 * for (let i = 0; i < 200; i++) iterate = step(oracle, iterate)
 * step(oracle, iterate).value.dataSync()[0] < 1e-2 // => true
 * explain()?.fused // => true
 */
export const fused = (optimizer: Optimizer, options: FusedOptions = {}): FusedRunner => {
  checkOptimizer('fused', optimizer)
  if (typeof options !== 'object' || options === null)
    throw new TypeError(
      `fused: options must be an object such as { fuse: false }, got ${kindOf(options)}`,
    )
  const { fuse = true } = options
  const plain = eager(optimizer)
  const cache: BufferCache = new WeakMap()
  let last: Explanation | undefined
  const engine = () => (fuse ? engineOf(tf.getBackend(), tf.backend()) : undefined)
  const start = <P extends object, A>(found: Engine, oracle: Oracle<P, A>, from: Iterate<P>) => {
    const { steps, finish, abandon } = startStep(optimizer, found, cache, oracle, from)
    const end = (executed: Executed) => {
      last = explain(tf.getBackend(), executed.passes, true)
      return finish(executed)
    }
    return { steps, end, abandon }
  }
  const runEagerly = <I>(next: I) => {
    last = explain(tf.getBackend(), [], false)
    return next
  }
  return {
    init: plain.init,
    step: (oracle, from) => {
      const found = engine()
      if (found === undefined) return runEagerly(plain.step(oracle, from))
      const { steps, end, abandon } = start(found, oracle, from)
      try {
        let turn = steps.next()
        while (!turn.done) turn = steps.next(measure(found, turn.value))
        return end(turn.value)
      } catch (error) {
        abandon()
        throw error
      }
    },
    stepAsync: async (oracle, from) => {
      const found = engine()
      if (found === undefined) return runEagerly(await plain.stepAsync(oracle, from))
      const backend = tf.getBackend()
      const { steps, end, abandon } = start(found, oracle, from)
      try {
        if (!found.waits) await undefined
        checkBackend(backend)
        let turn = steps.next()
        while (!turn.done) {
          const numbers = found.waits ? await found.measure(turn.value) : measure(found, turn.value)
          checkBackend(backend)
          turn = steps.next(numbers)
        }
        return end(turn.value)
      } catch (error) {
        abandon()
        throw error
      }
    },
    explain: () => last,
  }
}
