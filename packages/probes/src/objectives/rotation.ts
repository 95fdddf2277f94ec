import { unitVector } from '../random/unitVector.js'
import { addTo } from '../vectors/addTo.js'
import { dot } from '../vectors/dot.js'

/** Three Householder reflections and their inverse, from a seed; the identity without a seed. */
export const rotation = (
  dim: number,
  seed: number | undefined,
): {
  readonly forth: (v: Float64Array) => Float64Array
  readonly back: (v: Float64Array) => Float64Array
} => {
  const mirrors = seed === undefined ? [] : [0, 1, 2].map((i) => unitVector(seed, 1000 + i, dim))
  const through = (order: readonly Float64Array[]) => (v: Float64Array) => {
    const out = v.slice()
    for (const u of order) addTo(out, -2 * dot(u, out), u)
    return out
  }
  return { forth: through(mirrors), back: through(mirrors.toReversed()) }
}
