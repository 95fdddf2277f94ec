import { flag, number, type OptionsOf, ranges } from '@momenta/options'
import type { Objective } from '../objectives/Objective.js'

/** The declared options of measures that scale with the weights. */
export const adaptiveOptions = {
  /** η >= 0, added to |w|. Default 0. */
  eta: number(ranges.nonNegative, 0),
  /**
   * Whether leaves of rank below 2 (biases, scales) are scaled too; otherwise their width is 1, as
   * in the authors' code. Default false.
   */
  adaptiveBias: flag(false),
}

/** Options of measures that scale with the weights. */
export interface AdaptiveOptions extends OptionsOf<typeof adaptiveOptions> {}

/** The diagonal of T: |w| + η, and 1 for biases unless they are scaled too. */
export const adaptiveWidths = (
  { point, spans }: Objective,
  { eta, adaptiveBias }: Required<AdaptiveOptions>,
): Float64Array => {
  const widths = new Float64Array(point.length).fill(1)
  for (const { shape, offset, size } of spans)
    if (adaptiveBias || shape.length >= 2)
      for (let i = offset; i < offset + size; i++) widths[i] = Math.abs(point[i] as number) + eta
  return widths
}
