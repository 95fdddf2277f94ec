import { type Optimizer } from '@momenta/core'
import { checkOptimizer } from '@momenta/core/program'
import {
  claimIterate,
  eager,
  evaluate,
  fingerprintOf,
  type Iterate,
  type Oracle,
  type Runner,
} from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import { type Advanced, advance } from './driver/advance.js'
import { chainOf } from './driver/chainOf.js'
import type { Pass } from './driver/Pass.js'
import type { Engine } from './Engine.js'
import { engineOf } from './engineOf.js'

/** Options of {@link fused}. */
export interface FusedOptions {
  /** Whether steps are fused; false runs everything eagerly. Default true. */
  readonly fuse?: boolean
}

/** How the last step was run. */
export interface Explanation {
  /** The backend, and whether it was fused there. */
  readonly backend: string
  readonly fused: boolean
  /** In order; empty where it was not fused. */
  readonly passes: readonly Pass[]
  /** The bytes that the passes read and write for each parameter. */
  readonly bytesPerParameter: number
}

/** {@link Runner} that also says what it did. */
export interface FusedRunner extends Runner {
  /** How the last step was run; undefined before the first. */
  readonly explain: () => Explanation | undefined
}

const explained = (backend: string, passes: readonly Pass[], fused: boolean): Explanation => ({
  backend,
  fused,
  passes,
  bytesPerParameter: passes.reduce((sum, pass) => sum + pass.bytesPerParameter, 0),
})

const refused = (): never => {
  throw new Error(
    'step: this backend cannot be read synchronously, and the optimizer needs norms; use stepAsync',
  )
}

const checkBackend = (name: string): void => {
  if (tf.getBackend() !== name)
    throw new Error(
      `stepAsync: the backend must stay ${name} until the step is over, got ${tf.getBackend()}; await the step before setBackend`,
    )
}

/** Frees what is not freed yet. */
const free = (tensors: Iterable<tf.Tensor>): void => {
  for (const tensor of tensors) if (!tensor.isDisposed) tensor.dispose()
}

/** The parts of states whose tensors a step took over. */
const consumed = new WeakSet<object>()

/** A state without tensors is numbers alone, and may be used again. */
const holdsTensors = ({ state }: Iterate<object>): boolean =>
  state.parts.some(({ slots, buffers }) => {
    for (const _ in slots) return true
    for (const leaf in buffers) if ((buffers[leaf] as readonly unknown[]).length > 0) return true
    return false
  })

const checkUnconsumed = (from: Iterate<object>): void => {
  // whether it is an iterate at all is checked behind this
  if (consumed.has(from?.state?.parts))
    throw new TypeError(
      'step: the iterate must hold its state, got one whose state a step consumed; keep one with cloneIterate',
    )
}

/**
 * Runs an optimizer as {@link eager} does, with the same numbers, but fused: between two
 * measurements of norms, every parameter is read and written once, whatever the chain is made of,
 * in place and for all leaves together.
 *
 * - wasm: SIMD kernels generated for the chain at hand, on the backend's own memory; the same bits
 *   as eager.
 * - cpu: generated JavaScript, state in place; the same bits as eager. Where code may not be made
 *   of text (a page's policy), eager.
 * - webgpu: one dispatch for each leaf and pass, in one command buffer, in place; norms are waited
 *   for (`stepAsync`). To float32 rounding as eager. A pass of more streams than the device binds
 *   at once runs operation by operation.
 * - tensorflow (tfjs-node): Adam, AMSGrad, AdamW, RMSProp, momentum, plain descent and EMA, with or
 *   without a memory, by TensorFlow's own kernels for variables, in place and to float32 rounding;
 *   other chains operation by operation.
 * - any other backend: eager.
 *
 * Iterates are those of eager, so the two can take turns. A step consumes the iterate that it was
 * given: its parameters' handles are disposed, its state is overwritten. Only tensors that the
 * runner made itself are ever overwritten, if no other handle shares them and they stand in one
 * place of the iterate; a clone ({@link cloneIterate}) keeps its numbers, and so do arrays that
 * were read. The first step moves the state into memory of the runner's own; from then on nothing
 * grows. Beyond the parameters, gradients and state a step allocates nothing, but for the state of
 * parts before a measurement in mid-chain.
 *
 * @throws TypeError as eager, and for a state that a step consumed; Error that names the bytes if
 *   the wasm heap (4 GiB) is full.
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
 * iterate.value!.dataSync()[0] < 1e-2 // => true
 * explain()?.fused // => true
 */
export const fused = (optimizer: Optimizer, { fuse = true }: FusedOptions = {}): FusedRunner => {
  checkOptimizer('fused', optimizer)
  const plain = eager(optimizer)
  const fingerprint = fingerprintOf(optimizer)
  const chain = chainOf(optimizer.transform)
  let last: Explanation | undefined

  const started = <P extends object, A>(engine: Engine, oracle: Oracle<P, A>, from: Iterate<P>) => {
    checkUnconsumed(from)
    const evaluation = evaluate(optimizer, oracle, from)
    const release = claimIterate(from)
    const { flat, value, grads, aux } = evaluation
    const made = new Set<tf.Tensor>()
    return {
      steps: advance(chain, engine, evaluation, from.state, made),
      finish: ({ params, state, passes, dead }: Advanced): Iterate<P, A> => {
        release()
        last = explained(tf.getBackend(), passes, true)
        free(dead)
        tf.dispose([from.value, from.aux] as tf.TensorContainer[])
        if (holdsTensors(from)) consumed.add(from.state.parts)
        return {
          params: flat.rebuild(params) as P,
          state,
          optimizer: fingerprint,
          value,
          ...(aux === undefined ? {} : { aux }),
        }
      },
      abandon: () => {
        release()
        free([value, ...grads, ...made])
        tf.dispose(aux as tf.TensorContainer)
      },
    }
  }
  const stepped = <P extends object, A>(engine: Engine, oracle: Oracle<P, A>, from: Iterate<P>) => {
    const { steps, finish, abandon } = started(engine, oracle, from)
    try {
      let turn = steps.next()
      while (!turn.done)
        turn = steps.next(
          engine.waits ? refused() : (engine.norms(turn.value) as readonly number[]),
        )
      return finish(turn.value)
    } catch (error) {
      abandon()
      throw error
    }
  }
  const steppedAsync = async <P extends object, A>(
    engine: Engine,
    oracle: Oracle<P, A>,
    from: Iterate<P>,
  ) => {
    const backend = tf.getBackend()
    const { steps, finish, abandon } = started(engine, oracle, from)
    try {
      let turn = steps.next()
      while (!turn.done) {
        const norms = await engine.norms(turn.value)
        checkBackend(backend)
        turn = steps.next(norms)
      }
      return finish(turn.value)
    } catch (error) {
      abandon()
      throw error
    }
  }
  const engine = () => (fuse ? engineOf(tf.getBackend(), tf.backend()) : undefined)
  const noted = <P, A>(next: Iterate<P, A>) => {
    last = explained(tf.getBackend(), [], false)
    return next
  }
  return {
    init: plain.init,
    step: (oracle, from) => {
      const found = engine()
      return found === undefined ? noted(plain.step(oracle, from)) : stepped(found, oracle, from)
    },
    stepAsync: async (oracle, from) => {
      const found = engine()
      return found === undefined
        ? noted(await plain.stepAsync(oracle, from))
        : steppedAsync(found, oracle, from)
    },
    explain: () => last,
  }
}
