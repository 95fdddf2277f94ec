/** A node of a Gauss quadrature: a value of a spectrum, and its share of the eigenvalues. */
export interface QuadratureNode {
  readonly value: number
  readonly weight: number
}
