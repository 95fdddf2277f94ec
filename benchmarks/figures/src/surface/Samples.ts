/** A surface sampled on a grid that includes its border: row by row, from the minimum x and y. */
export type Samples = {
  readonly columns: number
  readonly rows: number
  readonly values: readonly number[]
}
