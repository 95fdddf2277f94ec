import { dot } from './dot.js'

/** aᵀb of two lists of columns; column j of the result is aᵀbⱼ. */
export const gram = (
  a: readonly Float64Array[],
  b: readonly Float64Array[],
): readonly Float64Array[] =>
  b.map((column) => {
    const out = new Float64Array(a.length)
    for (let i = 0; i < a.length; i++) out[i] = dot(a[i] as Float64Array, column)
    return out
  })
