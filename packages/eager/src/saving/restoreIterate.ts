import {
  checkNumber,
  dictionary,
  mapDictionary,
  type Optimizer,
  type PartState,
} from '@momenta/core'
import { initialState, slotShape } from '@momenta/core/program'
import { choice, readOptions } from '@momenta/options'
import { flatten } from '@momenta/tree'
import * as tf from '@tensorflow/tfjs-core'
import { fingerprintOf } from '../fingerprint/fingerprintOf.js'
import type { Iterate } from '../Iterate.js'
import { isTensor, tensorsAre } from '../isTensor.js'
import { leavesOf } from '../leavesOf.js'
import { type BytesOf, rawOf } from './rawOf.js'
import type { SavedTensor } from './Saved.js'

const declared = { hyperparameters: choice(['saved', 'new'], 'saved') }

/** Options of {@link load} and {@link loadBinary}. */
export interface LoadOptions {
  /**
   * Which hyperparameters the run continues with: the saved ones, as in PyTorch, or those of the
   * optimizer given. Default `'saved'`.
   */
  readonly hyperparameters?: 'saved' | 'new'
}

const floatsOf = (bytes: Uint8Array): Float32Array => new Float32Array(bytes.slice().buffer)

/** Reads an iterate from data that `plainOf` copied. */
export const restoreIterate = <P extends object>(
  optimizer: Optimizer,
  data: unknown,
  like: P,
  options: LoadOptions,
  bytesOf: BytesOf,
): Iterate<P> => {
  const { hyperparameters } = readOptions('load', declared, [options])
  const flat = flatten('load', like, isTensor, tensorsAre)
  const leaves = leavesOf('load', flat)
  const first = initialState(optimizer.transform, leaves, (slot, i) =>
    slotShape(slot, leaves[i]?.shape ?? []),
  )
  const shapes = dictionary(leaves.map(({ name, shape }) => [name, shape] as const))
  const raw = rawOf(optimizer, data, shapes, first, bytesOf)
  const hypers = optimizer.transform.map((part, i): PartState<tf.Tensor>['hyper'] =>
    mapDictionary(part.hyper, ({ value, range }, name) =>
      hyperparameters === 'new'
        ? value
        : checkNumber(
            'load',
            `${name} of part ${i} (${part.name})`,
            raw.parts[i]?.hyper[name],
            range,
          ),
    ),
  )
  const made: tf.Tensor[] = []
  const put = ({ shape, values }: SavedTensor<Uint8Array>): tf.Tensor => {
    const tensor = tf.keep(tf.tensor(floatsOf(values), [...shape], 'float32'))
    made.push(tensor)
    return tensor
  }
  try {
    const params = leaves.map(({ name }) => put(raw.params[name] as SavedTensor<Uint8Array>))
    const parts = raw.parts.map(({ host, slots, buffers }, i) => ({
      host,
      hyper: hypers[i] ?? {},
      slots: mapDictionary(slots, (named) => mapDictionary(named, put)),
      buffers: mapDictionary(buffers, (entries) => entries.map(put)),
    }))
    return {
      params: flat.rebuild(params) as P,
      state: { step: raw.step, parts },
      optimizer: fingerprintOf(optimizer),
    }
  } catch (error) {
    tf.dispose(made)
    throw error
  }
}
