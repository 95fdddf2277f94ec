import type { Operator } from '../operators/Operator.js'

/** The products A v of several vectors, computed one after the other. */
export const multiplyAll = async (
  { apply }: Operator,
  vectors: readonly Float64Array[],
): Promise<readonly Float64Array[]> => {
  const out: Float64Array[] = []
  for (const v of vectors) out.push(await apply(v))
  return out
}
