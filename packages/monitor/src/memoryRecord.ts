import type { Ages } from './Ages.js'
import type { MemoryRecord } from './RunRecord.js'
import { dot, meanVector, norm, subtract } from './vectors.js'

const indexOfMaximum = (numbers: readonly number[]): number =>
  numbers.reduce((best, n, i) => (n > (numbers[best] as number) ? i : best), 0)

/** The mean cosine of one entry with the others; the cosine with a zero entry is 0. */
const agreement = (entries: readonly Float64Array[], chosen: number): number | null => {
  if (entries.length < 2) return null
  const one = entries[chosen] as Float64Array
  const cosines = entries
    .filter((_, i) => i !== chosen)
    .map((other) => dot(one, other) / (norm(one) * norm(other)) || 0)
  return cosines.reduce((sum, n) => sum + n, 0) / cosines.length
}

/** The statistics of a memory; `steps` is the number of steps since the last record. */
export const memoryRecord = (
  keys: readonly number[],
  entries: readonly Float64Array[],
  { born, replaced }: Ages,
  step: number,
  steps: number,
): MemoryRecord => {
  const n = entries.length
  const mean = (numbers: readonly number[]) =>
    n === 0 ? 0 : numbers.reduce((sum, each) => sum + each, 0) / n
  const center = meanVector(entries, entries[0]?.length ?? 0)
  const variance = mean(entries.map((each) => norm(subtract(each, center)) ** 2))
  const meanSquare = mean(entries.map((each) => dot(each, each)))
  const ages = born.map((at) => step - at)
  return {
    entries: n,
    variance,
    relativeVariance: meanSquare === 0 ? 0 : variance / meanSquare,
    agreementByKey: agreement(entries, indexOfMaximum(keys)),
    agreementByNorm: agreement(entries, indexOfMaximum(entries.map(norm))),
    meanAge: mean(ages),
    maximumAge: ages.reduce((most, age) => Math.max(most, age), 0),
    replacementsPerStep: steps === 0 ? 0 : replaced / steps,
    minimumKey: keys.reduce((least, key) => Math.min(least, key), Number.POSITIVE_INFINITY),
    maximumKey: keys.reduce((most, key) => Math.max(most, key), Number.NEGATIVE_INFINITY),
  }
}
