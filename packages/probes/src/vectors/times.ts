/** s a, a fresh vector. */
export const times = (s: number, a: Float64Array): Float64Array => a.map((n) => s * n)
