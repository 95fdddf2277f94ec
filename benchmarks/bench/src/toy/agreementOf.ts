import { averageOf, lengthOf, meanOf } from './cancellationConfig.js'

/** ‖mean of the vectors‖ over the mean of their norms: 1 if all point the same way, 0 if they cancel. */
export const agreementOf = (vectors: readonly (readonly number[])[]): number =>
  lengthOf(meanOf(vectors)) / averageOf(vectors.map(lengthOf))
