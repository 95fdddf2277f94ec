import type { Optimizer } from '@momenta/core'
import type * as tf from '@tensorflow/tfjs-core'
import { evaluate } from './evaluate.js'
import { type Executed, execute } from './execute.js'
import { fingerprintOf } from './fingerprint/fingerprintOf.js'
import type { Iterate, SteppedIterate } from './Iterate.js'
import type { Oracle } from './Oracle.js'
import { claimIterate } from './ownership/claimIterate.js'
import { retire } from './ownership/retire.js'
import { tensorsOf } from './ownership/tensorsOf.js'

/** A running step: its execution, which receives measurements, and how it ends. */
export interface Step<P, A> {
  readonly steps: ReturnType<typeof execute>
  /** The next iterate. Frees all tensors that it does not hold. */
  readonly finish: (executed: Executed) => SteppedIterate<P, A>
  /** Frees the tensors that a failed step has made. */
  readonly abandon: () => void
}

/** Evaluates the oracle and starts a step. Throws only before anything is made. */
export const startStep = <P extends object, A>(
  optimizer: Optimizer,
  oracle: Oracle<P, A>,
  from: Iterate<P>,
): Step<P, A> => {
  const point = evaluate(optimizer, oracle, from)
  const { flat, value, grads, more, aux } = point
  const release = claimIterate(from)
  const made = new Set<tf.Tensor>([value, ...grads, ...tensorsOf(more, aux)])
  return {
    steps: execute(point, from.state, made),
    finish: ({ params, state }) => {
      const next = {
        params: flat.rebuild(params) as P,
        state,
        optimizer: fingerprintOf(optimizer),
        value,
        ...(aux === undefined ? {} : { aux }),
      }
      release()
      retire([...tensorsOf(from), ...made], next)
      return next
    },
    abandon: () => {
      release()
      retire(made, from)
    },
  }
}
