/** A path over a surface, from its start (square) to its end (circle). */
export type Trajectory = {
  readonly series: string
  readonly x: ArrayLike<number>
  /** as long as `x` */
  readonly y: ArrayLike<number>
}
