import type { SliceOptions } from './sliceOptions.js'

/** Evenly spaced coordinates. */
export const linspace = ({ from, to, points }: Required<SliceOptions>): Float64Array =>
  Float64Array.from({ length: points }, (_, i) => from + ((to - from) * i) / (points - 1))
