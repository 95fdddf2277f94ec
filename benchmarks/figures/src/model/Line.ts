/** A line, with a band around it if `lower` and `upper` are given; arrays of one length. */
export type Line = {
  readonly series: string
  readonly x: ArrayLike<number>
  /** NaN and infinities leave gaps */
  readonly y: ArrayLike<number>
  readonly lower?: ArrayLike<number>
  readonly upper?: ArrayLike<number>
  /** draws a marker at every point */
  readonly marked?: boolean
}
