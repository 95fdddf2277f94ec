/** An estimate with its interval. */
export type Interval = {
  readonly series: string
  /** a number, or a category of the x axis */
  readonly x: number | string
  readonly value: number
  readonly low: number
  readonly high: number
  /** the size of the sample */
  readonly n: number
}
