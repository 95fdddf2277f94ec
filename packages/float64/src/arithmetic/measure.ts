import { type LeafMeasurement, reduceValues } from '@momenta/core/program'
import { norm } from './norm.js'

/** Measures one leaf. */
export const measure = ({ by, of }: LeafMeasurement<Float64Array>): number =>
  by === 'norm' ? norm(of) : reduceValues(by, of)
