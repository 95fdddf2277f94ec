import { dictionary, type PartState, type Planned } from '@momenta/core'
import type * as tf from '@tensorflow/tfjs-core'

type ByName<T> = { [name: string]: T }

/** The state of one part while the next one is put together. */
export interface Building {
  readonly was: PartState<tf.Tensor>
  slots: ByName<ByName<tf.Tensor>>
  buffers: ByName<readonly tf.Tensor[]>
}

/** Begins the next state of a part. */
export const building = (was: PartState<tf.Tensor>): Building => ({
  was,
  slots: dictionary(Object.keys(was.slots).map((slot) => [slot, dictionary<tf.Tensor>()])),
  buffers: dictionary(),
})

/** Ends it. */
export const built = (
  { was, slots, buffers }: Building,
  planned: Planned,
): PartState<tf.Tensor> => ({
  host: planned.next,
  hyper: was.hyper,
  slots,
  buffers,
})
