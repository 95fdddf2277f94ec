/** Where {@link descend} arrived. */
export type Descent = {
  readonly x: Float64Array
  readonly f: number
  readonly steps: number
  /**
   * whether it stopped at a floor: no step longer than the tolerance leads down, and no direction
   * curves down
   */
  readonly converged: boolean
}
