/** Mean and standard deviation of each channel, of pixels scaled to [0, 1]. */
export interface Normalization {
  readonly mean: readonly number[]
  readonly deviation: readonly number[]
}
