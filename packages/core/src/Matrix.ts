/** A whole leaf on the host: its elements in the order of its shape, the last axis first. */
export interface Matrix {
  readonly shape: readonly number[]
  readonly values: Float64Array
}
