/** The result of {@link checkSecondOrder}. */
export interface SecondOrderCheck {
  /** Whether there is a signal, and both agree within a meaningful error bar. */
  readonly ok: boolean
  /**
   * False if both H v and the difference are 0 for every parameter, which proves nothing: it is so
   * for every loss that does not depend on its parameters.
   */
  readonly signal: boolean
  /** ‖H v − difference‖ / ‖difference‖. */
  readonly difference: number
  /**
   * The relative error of the difference itself: its change with half the step, and the rounding of
   * float32.
   */
  readonly errorBar: number
  /** The step h of the difference. */
  readonly step: number
  /** The parameter with the largest error in H v. */
  readonly worst: string
  /** The result in one line. */
  readonly message: string
}
