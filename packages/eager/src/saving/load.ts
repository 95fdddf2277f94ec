import { checked, type Optimizer, type PartState, ranges } from '@momenta/core'
import { flatten } from '@momenta/tree'
import * as tf from '@tensorflow/tfjs-core'
import { eager } from '../eager.js'
import type { Iterate } from '../Iterate.js'
import { isTensor } from '../isTensor.js'
import { disposeIterate } from '../ownership/disposeIterate.js'
import { fail } from './fail.js'
import { listOf } from './listOf.js'
import { partOf } from './partOf.js'
import { recordOf } from './recordOf.js'
import type { Saved } from './Saved.js'
import { valuesOf } from './valuesOf.js'

/**
 * The iterate that was saved: a run goes on from it bit for bit.
 *
 * @param optimizer - The one that it was saved from.
 * @param saved - What `save` answered; checked, since it may come from a file.
 * @param like - Parameters of the same tree and shapes; borrowed, only their shapes matter.
 * @throws TypeError if the data are of another version, optimizer, tree or shape, or no data of this kind; RangeError if a hyperparameter lies outside
 * its range. The error says which, and nothing has leaked.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { eager, load, save } from '@momenta/eager'
 * import { sgd } from '@momenta/optimizers'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const params = { w: tf.tensor1d([1, 2]) }
 * const saved = await save(eager(sgd()).init(params))
 * load(sgd(), saved, params).params.w.dataSync() // => [1, 2]
 */
export const load = <P extends object>(optimizer: Optimizer, saved: Saved, like: P): Iterate<P> => {
  const { format, version, step, params, parts } = recordOf('what was saved', saved)
  if (format !== 'momenta-iterate' || version !== 1)
    fail(`format and version must be momenta-iterate 1, got ${format} ${version}`)
  checked('load', 'step', step, ranges.count)
  const fresh = eager(optimizer).init(like)
  const made: tf.Tensor[] = []
  const put = (where: string, tensor: unknown, shape: tf.Tensor) => {
    const one = tf.keep(tf.tensor(valuesOf(where, tensor, shape), shape.shape, 'float32'))
    made.push(one)
    return one
  }
  try {
    const flat = flatten('load', fresh.params, isTensor)
    const record = recordOf('parameters', params, flat.names)
    const own = new Map(flat.names.map((name, i) => [name, flat.leaves[i] as tf.Tensor]))
    const restored = [...own].map(([name, leaf]) => put(`parameter '${name}'`, record[name], leaf))
    const saveds = listOf('the chain', parts)
    if (saveds.length !== fresh.state.parts.length)
      fail(`the chain must have ${fresh.state.parts.length} parts, got ${saveds.length}`)
    const state = {
      step: step as number,
      parts: optimizer.transform.map((description, i) =>
        partOf(
          description,
          `part ${i} (${description.name})`,
          saveds[i],
          fresh.state.parts[i] as PartState<tf.Tensor>,
          own,
          put,
        ),
      ),
    }
    return { params: flat.rebuild(restored) as P, state }
  } catch (error) {
    tf.dispose(made)
    throw error
  } finally {
    disposeIterate(fresh)
  }
}
