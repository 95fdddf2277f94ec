import type { Parameters, Tensors } from '@momenta/bench-models'
import type { LossWithOutputs } from '@momenta/eager'

/** A model with one batch of random data on the backend that was selected when it was made. */
export interface Model {
  readonly name: string
  readonly batch: number
  readonly parameters: Parameters
  readonly loss: (params: Tensors) => LossWithOutputs<Tensors>
  readonly dispose: () => void
}
