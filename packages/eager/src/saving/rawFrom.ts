import { dictionary, type Host, type PartState } from '@momenta/core'
import { flatten } from '@momenta/tree'
import type * as tf from '@tensorflow/tfjs-core'
import { checkIterate } from '../checks/checkIterate.js'
import type { Iterate } from '../Iterate.js'
import { isTensor, tensorsAre } from '../isTensor.js'
import { heldClone } from '../ownership/cloneIterate.js'
import { disposeIterate } from '../ownership/disposeIterate.js'
import { checksumOf } from './checksumOf.js'
import type { Saved, SavedPart, SavedTensor } from './Saved.js'

type Named<T> = { readonly [name: string]: T }

/** Checks that all numbers are finite, since JSON cannot write others. */
const checkFinite = (where: string, value: Host): void => {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new TypeError(`save: ${where} must be a finite number, got ${value}`)
  if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) checkFinite(`${where}.${name}`, inner)
}

const bytesOf = async (tensor: tf.Tensor): Promise<SavedTensor<Uint8Array>> => {
  const numbers = new Float32Array(await tensor.data())
  return {
    dtype: 'float32',
    shape: [...tensor.shape],
    values: new Uint8Array(numbers.buffer),
  }
}

const eachOf = async <A, B>(record: Named<A>, f: (a: A) => Promise<B>): Promise<Named<B>> => {
  const names = Object.keys(record)
  const values = await Promise.all(names.map((name) => f(record[name] as A)))
  return dictionary(names.map((name, i) => [name, values[i] as B]))
}

const partFrom = async (
  { host, hyper, slots, buffers }: PartState<tf.Tensor>,
  i: number,
): Promise<SavedPart<Uint8Array>> => {
  checkFinite(`host of part ${i}`, host)
  checkFinite(`hyperparameters of part ${i}`, hyper)
  return {
    host: structuredClone(host) as Host,
    hyper: { ...hyper },
    slots: await eachOf(slots, (named) => eachOf(named, bytesOf)),
    buffers: await eachOf(buffers, (entries) => Promise.all(entries.map(bytesOf))),
  }
}

/**
 * An iterate as data, with the values of tensors as bytes. It is read from clones, so a step may
 * consume the iterate meanwhile.
 */
export const rawFrom = async (iterate: Iterate<object>): Promise<Saved<Uint8Array>> => {
  checkIterate('save', iterate)
  const { optimizer } = iterate
  if (optimizer === undefined)
    throw new TypeError(
      'save: the iterate must be one that init, step or load returned, got one without the field optimizer; copy all fields: { ...iterate, params }',
    )
  const held = heldClone('save', iterate)
  try {
    const { leaves, names } = flatten('save', held.params, isTensor, tensorsAre)
    const params = dictionary(names.map((name, i) => [name, leaves[i] as tf.Tensor]))
    const raw: Saved<Uint8Array> = {
      format: 'momenta-iterate',
      version: 2,
      optimizer,
      step: held.state.step,
      params: await eachOf(params, bytesOf),
      parts: await Promise.all(held.state.parts.map(partFrom)),
      checksum: '',
    }
    return { ...raw, checksum: checksumOf(raw) }
  } finally {
    disposeIterate(held)
  }
}
