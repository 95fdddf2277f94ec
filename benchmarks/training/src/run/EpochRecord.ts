import * as t from 'io-ts'

/** The codec of an {@link EpochRecord}. */
export const EpochRecord = t.readonly(
  t.type({
    epoch: t.number,
    steps: t.number,
    trainLoss: t.number,
    curve: t.readonlyArray(t.number),
    values: t.readonly(t.record(t.string, t.number)),
    gradientEvaluations: t.number,
    msGradient: t.number,
    msOptimizer: t.number,
    seconds: t.number,
    peakBytes: t.number,
  }),
  'epoch',
)

/** One epoch of a run. All but the times and bytes is the same bits when a run is repeated. */
export interface EpochRecord {
  readonly epoch: number
  readonly steps: number
  /** The mean of the losses of the batches. */
  readonly trainLoss: number
  /** The mean loss of each twentieth of the epoch. */
  readonly curve: readonly number[]
  /** Measured on held-out data. */
  readonly values: { readonly [name: string]: number }
  readonly gradientEvaluations: number
  /** Mean milliseconds of a step in the loss and its gradients. */
  readonly msGradient: number
  /** Mean milliseconds of a step in everything else of the optimizer. */
  readonly msOptimizer: number
  /** Of the whole epoch with its evaluation. */
  readonly seconds: number
  /** The most bytes of tensors that were seen at the end of a loss. */
  readonly peakBytes: number
}
