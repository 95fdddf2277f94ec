import { combination } from '../vectors/combination.js'
import { distance } from '../vectors/distance.js'
import { dot } from '../vectors/dot.js'
import { norm } from '../vectors/norm.js'
import type { Ages } from './agesAfter.js'
import type { MemoryRecord } from './RunRecord.js'

const greatest = (numbers: readonly number[]): number =>
  numbers.reduce((best, n, i) => (n > (numbers[best] as number) ? i : best), 0)

/** The mean cosine of one entry with the others; a zero entry agrees with none. */
const agreement = (entries: readonly Float64Array[], chosen: number): number | null => {
  if (entries.length < 2) return null
  const one = entries[chosen] as Float64Array
  const cosines = entries
    .filter((_, i) => i !== chosen)
    .map((other) => dot(one, other) / (norm(one) * norm(other)) || 0)
  return cosines.reduce((sum, n) => sum + n, 0) / cosines.length
}

/** The statistics of a memory, of whole entries. */
export const memoryRecord = (
  keys: readonly number[],
  entries: readonly Float64Array[],
  { born, replaced }: Ages,
  step: number,
  steps: number,
): MemoryRecord => {
  const n = entries.length
  const share = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0) / n
  const centre = combination(entries, new Float64Array(n).fill(1 / n), entries[0]?.length ?? 0)
  const variance = n === 0 ? 0 : share(entries.map((each) => distance(each, centre) ** 2))
  const square = n === 0 ? 0 : share(entries.map((each) => dot(each, each)))
  const ages = born.map((at) => step - at)
  return {
    entries: n,
    variance,
    relativeVariance: square === 0 ? 0 : variance / square,
    agreementByKey: agreement(entries, greatest(keys)),
    agreementByNorm: agreement(entries, greatest(entries.map(norm))),
    meanAge: n === 0 ? 0 : share(ages),
    greatestAge: ages.reduce((most, age) => Math.max(most, age), 0),
    replacementsPerStep: steps === 0 ? 0 : replaced / steps,
    leastKey: keys.reduce((least, key) => Math.min(least, key), Number.POSITIVE_INFINITY),
    greatestKey: keys.reduce((most, key) => Math.max(most, key), Number.NEGATIVE_INFINITY),
  }
}
