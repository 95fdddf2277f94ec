import type { Objective } from '../objectives/Objective.js'

/** Options of measures that scale with the weights. */
export interface AdaptiveOptions {
  /** η >= 0, added to |w|. Default 0. */
  readonly eta?: number
  /** Whether leaves of rank below 2 (biases, scales) are scaled too; if not their width is 1, as in the authors' code. Default false. */
  readonly adaptiveBias?: boolean
}

/** The diagonal of T: |w| + η, and 1 for biases unless they are scaled too. */
export const widthsOf = (
  { point, spans }: Objective,
  { eta = 0, adaptiveBias = false }: AdaptiveOptions,
): Float64Array => {
  const widths = new Float64Array(point.length).fill(1)
  for (const { shape, offset, size } of spans)
    if (adaptiveBias || shape.length >= 2)
      for (let i = offset; i < offset + size; i++) widths[i] = Math.abs(point[i] as number) + eta
  return widths
}
