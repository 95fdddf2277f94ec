/** A loss at a point with its gradient. */
export interface Evaluated {
  readonly value: number
  readonly gradient: Float64Array
}

/** A batch of the probe set: its size, and its mean loss as a pure function of the flat parameters. */
export interface Part {
  /** The number of samples, > 0: the weight of the batch. */
  readonly size: number
  readonly value: (w: Float64Array) => number | Promise<number>
  readonly gradient: (w: Float64Array) => Evaluated | Promise<Evaluated>
}
