import type { Optimizer } from '@momenta/core'
import { flatten } from '@momenta/tree'
import * as tf from '@tensorflow/tfjs-core'
import { eager } from '../eager.js'
import type { Iterate } from '../Iterate.js'
import { isTensor } from '../isTensor.js'
import { disposeIterate } from '../ownership/disposeIterate.js'
import type { Saved, SavedTensor } from './Saved.js'

const fail = (says: string): never => {
  throw new TypeError(`load: ${says}; was it saved by this version, from the same optimizer?`)
}

const restored = (where: string, saved: SavedTensor | undefined, like: tf.Tensor): tf.Tensor => {
  if (
    !tf.util.arraysEqual([...(saved?.shape ?? [])], like.shape) ||
    saved?.values?.length !== like.size
  )
    return fail(
      `${where} must have shape [${like.shape}], got ${saved === undefined ? 'nothing' : `[${saved.shape}]`}`,
    )
  return tf.keep(tf.tensor(saved.values.slice(), like.shape, 'float32'))
}

/**
 * The iterate that was saved: a run goes on from it bit for bit.
 *
 * @param optimizer - The one that it was saved from.
 * @param saved - What `save` answered; checked, since it may come from a file.
 * @param like - Parameters of the same tree and shapes; borrowed, only their shapes matter.
 * @throws TypeError if the data are of another version, optimizer, tree or shape; the error says which.
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
  if (saved?.format !== 'momenta-iterate' || saved.version !== 1)
    fail(`format and version must be momenta-iterate 1, got ${saved?.format} ${saved?.version}`)
  const fresh = eager(optimizer).init(like)
  const made: tf.Tensor[] = []
  const put = (where: string, tensor: SavedTensor | undefined, shape: tf.Tensor) => {
    const one = restored(where, tensor, shape)
    made.push(one)
    return one
  }
  try {
    const flat = flatten('load', fresh.params, isTensor)
    if (saved.parts.length !== fresh.state.parts.length)
      fail(`the chain must have ${fresh.state.parts.length} parts, got ${saved.parts.length}`)
    const leaf = new Map(flat.names.map((name, i) => [name, flat.leaves[i] as tf.Tensor]))
    const params = flat.names.map((name) =>
      put(`parameter '${name}'`, saved.params[name], leaf.get(name) as tf.Tensor),
    )
    const parts = fresh.state.parts.map((part, i) => {
      const from = saved.parts[i] as Saved['parts'][number]
      const named = `part ${i} (${optimizer.transform[i]?.name})`
      return {
        host: from.host,
        hyper: from.hyper,
        slots: Object.fromEntries(
          Object.entries(part.slots).map(([slot, leaves]) => [
            slot,
            Object.fromEntries(
              Object.entries(leaves).map(([name, shape]) => [
                name,
                put(`${slot} of '${name}' in ${named}`, from.slots[slot]?.[name], shape),
              ]),
            ),
          ]),
        ),
        bank: Object.fromEntries(
          Object.keys(part.bank).map((name) => [
            name,
            (from.bank[name] ?? fail(`the memory of '${name}' in ${named} must be there`)).map(
              (entry) =>
                put(`an entry of '${name}' in ${named}`, entry, leaf.get(name) as tf.Tensor),
            ),
          ]),
        ),
      }
    })
    return { params: flat.rebuild(params) as P, state: { step: saved.step, parts } }
  } catch (error) {
    tf.dispose(made)
    throw error
  } finally {
    disposeIterate(fresh)
  }
}
