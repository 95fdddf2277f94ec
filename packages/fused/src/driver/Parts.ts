import type { PartState, Planned } from '@momenta/core'
import type * as tf from '@tensorflow/tfjs-core'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
type ByName<T> = { [name: string]: T }

/** The state of one part while the next one is put together. */
export interface Building {
  readonly was: PartState<tf.Tensor>
  slots: ByName<ByName<tf.Tensor>>
  bank: ByName<readonly tf.Tensor[]>
}

/** Begins the next state of a part. */
export const building = (was: PartState<tf.Tensor>): Building => ({
  was,
  slots: Object.fromEntries(Object.keys(was.slots).map((slot) => [slot, {}])),
  bank: {},
})

/** Ends it. */
export const built = ({ was, slots, bank }: Building, planned: Planned): PartState<tf.Tensor> => {
  const next: Mutable<PartState<tf.Tensor>> = { host: planned.next, hyper: was.hyper, slots, bank }
  return next
}
