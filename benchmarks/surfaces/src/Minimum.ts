/** A known minimum of a {@link Surface}. */
export type Minimum = {
  readonly x: readonly number[]
  readonly f: number
  /** whether no point of the surface lies lower */
  readonly global: boolean
  /** `false` at a cone or a kink, where gradient 0 is a convention and sharpness has no meaning */
  readonly differentiable: boolean
}
