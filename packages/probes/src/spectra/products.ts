import type { Operator } from '../operators/Operator.js'

/** A v for each of some vectors, one after the other. */
export const products = async (
  { apply }: Operator,
  vectors: readonly Float64Array[],
): Promise<readonly Float64Array[]> => {
  const out: Float64Array[] = []
  for (const v of vectors) out.push(await apply(v))
  return out
}
