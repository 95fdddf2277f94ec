/** How {@link descend} walks; lengths are of the largest move of a coordinate. */
export type DescentOptions = {
  /**
   * the longest step, by default 1/200 of the width of the domain: a basin narrower than it may be
   * missed
   */
  readonly maxStep?: number
  /** a step this short is arrival, by default 1e-9 of the width of the domain */
  readonly tolerance?: number
  /** by default 20000 */
  readonly maxSteps?: number
}
