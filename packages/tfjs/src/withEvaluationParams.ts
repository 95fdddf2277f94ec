import { kindOf } from '@momenta/core'
import { evaluationParams, handle } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import { evaluating, internals } from './internals.js'
import type { MomentaOptimizer } from './MomentaOptimizer.js'
import { hasAlike, savedNames } from './runs/bindRun.js'
import type { Run, Values } from './runs/Run.js'
import { assignValues } from './variables/assignValues.js'
import { variablesOf } from './variables/variablesOf.js'

const who = 'withEvaluationParams'

/** A run with the variables that it trains; those of one that was loaded are found by name. */
const boundRun = (run: Run): Pick<Run, 'names' | 'variables' | 'iterate'> => {
  if (run.variables.length > 0) return run
  const variables = variablesOf(who, undefined).filter((variable) => hasAlike(run, variable))
  const names = savedNames(run, variables)
  if (names?.length !== run.names.length)
    throw new TypeError(
      `${who}: the state that was loaded must be that of the variables that exist, got that of ${run.names.join(', ')}; take a step first`,
    )
  return { ...run, names, variables }
}

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as { then?: unknown } | null | undefined)?.then === 'function'

/**
 * Calls a function while the variables have the values at which the model is to be evaluated:
 * averages for `averageParams`, `lookahead` and schedule-free optimizers; for all others they do
 * not change. Afterwards they have the values that they had before, and training continues.
 *
 * For validation, predictions, and to save the final model. Not for `includeOptimizer: true`, since
 * training continues from the values of training. Variables that the last step left out keep their
 * values.
 *
 * @param optimizer - What `tfOptimizer` returned. State that was loaded finds its variables by
 *   name.
 * @param f - It must not train with this optimizer. If it returns a promise, the variables get
 *   their values back when that has settled.
 * @returns What the function returns.
 * @throws TypeError if an argument has the wrong type, or the variables of a loaded state do not
 *   exist; what the function throws.
 *
 * @example
 * import '@momenta/register-gradients' // or '@tensorflow/tfjs'
 * import '@tensorflow/tfjs-backend-cpu'
 * import { scheduleFreeSGD, tfOptimizer, withEvaluationParams } from '@momenta/tfjs'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const w = tf.variable(tf.scalar(0))
 * const optimizer = tfOptimizer(scheduleFreeSGD({ learningRate: 1, b1: 0.5 }))
 * for (let i = 0; i < 2; i++) optimizer.minimize(() => tf.mul(w, 1), false, [w])
 * // z = -2, x = -1.5
 * w.dataSync() // => [-1.75]
 * withEvaluationParams(optimizer, () => w.dataSync()) // => [-1.5]
 */
export const withEvaluationParams = <A>(optimizer: MomentaOptimizer, f: () => A): A => {
  const read = internals.get(optimizer)
  if (read === undefined)
    throw new TypeError(
      `${who}: the optimizer must be what tfOptimizer returns, got ${kindOf(optimizer)}; for iterates use evaluationParams`,
    )
  if (typeof f !== 'function')
    throw new TypeError(`${who}: the second argument must be a function, got ${kindOf(f)}`)
  if (evaluating.has(optimizer)) return f()
  const { optimizer: own, runs } = read()
  const before: (readonly [tf.Variable, tf.Tensor])[] = []
  const restore = () => {
    evaluating.delete(optimizer)
    for (const [variable, value] of before)
      if (!variable.isDisposed) assignValues([variable], [value])
    tf.dispose(before.map(([, value]) => value))
  }
  evaluating.add(optimizer)
  let waits = false
  try {
    for (const { names, variables, iterate } of runs.map(boundRun)) {
      // values that were assigned since the last step count
      const named = variables.map((variable, i) => [names[i] as string, variable] as const)
      const params = Object.fromEntries(named) as Values
      const points = evaluationParams<Values>(own, { ...iterate, params })
      for (const [name, variable] of named) {
        before.push([variable, tf.keep(handle(variable))])
        assignValues([variable], [points[name] as tf.Tensor])
      }
      tf.dispose(points as tf.NamedTensorMap)
    }
    const returned = f()
    if (!isPromise(returned)) return returned
    waits = true
    return returned.finally(restore) as A
  } finally {
    if (!waits) restore()
  }
}
