import type { Host } from '@momenta/core'
import { flatten } from '@momenta/tree'
import type * as tf from '@tensorflow/tfjs-core'
import { checkIterate } from '../checks/checkIterate.js'
import type { Iterate } from '../Iterate.js'
import { isTensor } from '../isTensor.js'
import { checkHeld } from '../ownership/checkHeld.js'
import { tensorsOf } from '../ownership/tensorsOf.js'
import type { Saved, SavedTensor } from './Saved.js'

const saved = async (tensor: tf.Tensor): Promise<SavedTensor> => ({
  shape: tensor.shape,
  values: Float32Array.from(await tensor.data()),
})

const byName = async <A, B>(
  record: { readonly [name: string]: A },
  f: (a: A) => Promise<B>,
): Promise<{ readonly [name: string]: B }> =>
  Object.fromEntries(
    await Promise.all(Object.entries(record).map(async ([name, a]) => [name, await f(a)] as const)),
  )

/**
 * An iterate as plain data, to be written where the caller likes. The iterate stays as it is.
 *
 * Running sums are saved, not recomputed, so a run that is loaded goes on bit for bit.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { eager, save } from '@momenta/eager'
 * import { sgd } from '@momenta/optimizers'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const { params } = await save(eager(sgd()).init({ w: tf.tensor1d([1, 2]) }))
 * params.w.values // => [1, 2]
 */
export const save = async <P extends object>(iterate: Iterate<P>): Promise<Saved> => {
  checkIterate('save', iterate)
  checkHeld('save', tensorsOf(iterate))
  const { params, state } = iterate
  const flat = flatten('save', params, isTensor)
  return {
    format: 'momenta-iterate',
    version: 1,
    step: state.step,
    params: await byName(
      Object.fromEntries(flat.leaves.map((leaf, i) => [flat.names[i] as string, leaf])),
      saved,
    ),
    parts: await Promise.all(
      state.parts.map(async ({ host, hyper, slots, bank }) => ({
        host: structuredClone(host) as Host,
        hyper: { ...hyper },
        slots: await byName(slots, (leaves) => byName(leaves, saved)),
        bank: await byName(bank, (entries) => Promise.all(entries.map(saved))),
      })),
    ),
  }
}
