import { norm } from './norm.js'
import { orthogonalize } from './orthogonalize.js'
import { times } from './times.js'

/** An orthonormal basis of the span of columns; columns dependent to 1e-10 are left out. */
export const orthonormal = (columns: readonly Float64Array[]): readonly Float64Array[] => {
  const basis: Float64Array[] = []
  for (const column of columns) {
    const rest = column.slice()
    orthogonalize(rest, basis)
    const length = norm(rest)
    if (length > 1e-10 * norm(column)) basis.push(times(1 / length, rest))
  }
  return basis
}
