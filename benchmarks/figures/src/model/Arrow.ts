/** A vector drawn from the point of its panel. */
export type Arrow = {
  readonly series: string
  readonly dx: number
  readonly dy: number
  readonly weight: 'thin' | 'thick'
}
