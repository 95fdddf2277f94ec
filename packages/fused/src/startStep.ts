import type { Optimizer } from '@momenta/core'
import {
  claimIterate,
  evaluate,
  fingerprintOf,
  type Iterate,
  type Oracle,
  type SteppedIterate,
} from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import { type BufferCache, findBuffers } from './buffers/BufferCache.js'
import { consumed } from './consumed.js'
import type { Engine } from './Engine.js'
import { type Executed, execute } from './execute.js'

/** A running step: its execution, which receives measurements, and how it ends or fails. */
export interface Step<P, A> {
  readonly steps: ReturnType<typeof execute>
  readonly finish: (executed: Executed) => SteppedIterate<P, A>
  /** Frees the tensors that the step has made. */
  readonly abandon: () => void
}

/** A state without tensors can be used again. */
const holdsTensors = ({ state }: Iterate<object>): boolean =>
  state.parts.some(({ slots, buffers }) => {
    for (const _ in slots) return true
    for (const leaf in buffers) if ((buffers[leaf] as readonly unknown[]).length > 0) return true
    return false
  })

const checkUnconsumed = (from: Iterate<object>): void => {
  // `evaluate` checks whether it is an iterate at all
  if (consumed.has(from?.state?.parts))
    throw new TypeError(
      'step: the iterate must hold its state, got one whose state a step consumed; clone it first with cloneIterate',
    )
}

const dispose = (tensors: Iterable<tf.Tensor>): void => {
  for (const tensor of tensors) if (!tensor.isDisposed) tensor.dispose()
}

/**
 * Starts a step: evaluates the oracle and prepares the execution. It throws only before anything is
 * made.
 */
export const startStep = <P extends object, A>(
  optimizer: Optimizer,
  engine: Engine,
  cache: BufferCache,
  oracle: Oracle<P, A>,
  from: Iterate<P>,
): Step<P, A> => {
  checkUnconsumed(from)
  const point = evaluate(
    optimizer,
    oracle,
    from,
    ({ flat, layout }) => findBuffers(cache, layout, from.state.parts, flat.leaves) !== undefined,
  )
  const { flat, layout, value, grads, more, aux } = point
  const release = claimIterate(from)
  const made = new Set<tf.Tensor>()
  return {
    steps: execute(layout, engine, point, from.state, cache, made),
    finish: ({ params, state, dead }) => {
      release()
      dispose(dead)
      tf.dispose([from.value, from.aux] as tf.TensorContainer[])
      if (holdsTensors(from)) consumed.add(from.state.parts)
      return {
        params: flat.rebuild(params) as P,
        state,
        optimizer: fingerprintOf(optimizer),
        value,
        ...(aux === undefined ? {} : { aux }),
      }
    },
    abandon: () => {
      release()
      dispose([value, ...grads, ...Object.values(more).flat(), ...made])
      tf.dispose(aux as tf.TensorContainer)
    },
  }
}
