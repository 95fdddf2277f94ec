import { handle } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import type { Run } from './Run.js'

/**
 * The run with the values that its variables hold now, if they were assigned since the last step,
 * as by `model.setWeights`. The state of the optimizer is kept, as by `tf.train`.
 */
export const refreshRun = (run: Run): Run => {
  const { names, variables, iterate } = run
  const { params } = iterate
  const isSame = (name: string, i: number) => params[name]?.dataId === variables[i]?.dataId
  if (names.every(isSame)) return run
  const fresh = names.map((name, i) => {
    const former = params[name] as tf.Tensor
    if (isSame(name, i)) return [name, former] as const
    former.dispose()
    return [name, tf.keep(handle(variables[i] as tf.Variable))] as const
  })
  return { ...run, iterate: { ...iterate, params: Object.fromEntries(fresh) } }
}
