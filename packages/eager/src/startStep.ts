import { type Optimizer } from '@momenta/core'
import { type Advanced, advance } from '@momenta/core/program'
import * as tf from '@tensorflow/tfjs-core'
import { evaluate } from './evaluate.js'
import { fingerprintOf } from './fingerprint/fingerprintOf.js'
import type { Iterate } from './Iterate.js'
import type { Oracle } from './Oracle.js'
import { claimIterate } from './ownership/claimIterate.js'
import { retire } from './ownership/retire.js'
import { tensorsOf } from './ownership/tensorsOf.js'
import { runTensors } from './runTensors.js'

/**
 * A step under way: the driver to be fed with norms, what to do at its end, and what to do if it
 * fails.
 */
export interface Step<P, A> {
  readonly steps: Generator<readonly tf.Tensor[], Advanced<tf.Tensor>, readonly number[]>
  readonly finish: (advanced: Advanced<tf.Tensor>) => Iterate<P, A>
  /** Frees what the step has made. */
  readonly abandon: () => void
}

/** Starts a step: asks the oracle and readies the driver. Throws only before anything is made. */
export const startStep = <P extends object, A>(
  optimizer: Optimizer,
  oracle: Oracle<P, A>,
  from: Iterate<P>,
): Step<P, A> => {
  const { flat, leaves, value, grads, aux } = evaluate(optimizer, oracle, from)
  const release = claimIterate(from)
  const made = new Set<tf.Tensor>([value, ...grads, ...tensorsOf(aux)])
  const own = tensorsOf(from)
  const start = { leaves, params: flat.leaves, grads, state: from.state }
  const steps = advance<tf.Tensor>(optimizer.transform, start, (parts, at) => {
    const out = runTensors(parts, at)
    for (const tensor of tensorsOf(out)) if (!own.has(tensor)) made.add(tf.keep(tensor))
    return out
  })
  return {
    steps,
    finish: ({ updates, state }) => {
      const params = flat.leaves.map((leaf, i) => {
        const next = tf.keep(tf.add(leaf, updates[i] as tf.Tensor))
        made.add(next)
        return next
      })
      const next = {
        params: flat.rebuild(params) as P,
        state,
        optimizer: fingerprintOf(optimizer),
        value,
        ...(aux === undefined ? {} : { aux }),
      }
      release()
      retire(made, next)
      return next
    },
    abandon: () => {
      release()
      retire(made, from)
    },
  }
}
