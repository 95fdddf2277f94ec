import { initialize, type Tensors } from '@momenta/bench-models'
import type { Optimizer } from '@momenta/core'
import { disposeIterate, oracleOf } from '@momenta/eager'
import { fused } from '@momenta/fused'
import * as tf from '@tensorflow/tfjs-core'
import type { Model } from './Model.js'

/** A training loop that is driven from outside. */
export interface Trainer {
  readonly step: () => Promise<void>
  /** Reads the loss of the last step. */
  readonly loss: () => Promise<number>
  readonly dispose: () => void
}

/** Trains a model on its batch. */
export const trainer = ({ parameters, loss }: Model, optimizer: Optimizer): Trainer => {
  const { init, stepAsync } = fused(optimizer)
  const first = initialize(parameters, 1)
  let iterate = init(first)
  tf.dispose(first)
  const oracle = oracleOf((params: Tensors) => loss(params))
  return {
    step: async () => {
      iterate = await stepAsync(oracle, iterate)
    },
    loss: async () => {
      const values = await iterate.value?.data()
      return values?.[0] ?? Number.NaN
    },
    dispose: () => disposeIterate(iterate),
  }
}
