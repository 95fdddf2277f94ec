/** A loss at a point with its gradient. */
export interface Evaluated {
  readonly value: number
  readonly gradient: Float64Array
}

/** A batch of the probe set, with its mean loss as a pure function of the flat parameters. */
export interface ObjectiveBatch {
  /** The number of samples, > 0, which is the weight of the batch. */
  readonly size: number
  readonly value: (w: Float64Array) => number | Promise<number>
  readonly gradient: (w: Float64Array) => Evaluated | Promise<Evaluated>
}
