import { dictionary } from '../dictionary.js'
import type { Reduced } from '../Seen.js'
import type { Measurement, PartReduction } from './Measurement.js'
import type { Readings } from './Norms.js'

/** The reductions of a part. */
export interface PartReductions {
  readonly sums: Reduced
  readonly maxima: Reduced
}

/** The reductions of a part that has none. */
export const noReductions: PartReductions = { sums: dictionary(), maxima: dictionary() }

const partReductions = (
  { reduction: { outputs }, leaves }: PartReduction,
  read: readonly number[],
  from: number,
): PartReductions => {
  const sums = dictionary<number[]>()
  const maxima = dictionary<number[]>()
  for (const [o, { by, name }] of outputs.entries())
    (by === 'sum' ? sums : maxima)[name] = leaves.map(
      (_, i) => read[from + i * outputs.length + o] as number,
    )
  return { sums, maxima }
}

/** What was read before a segment. */
export interface Reading {
  readonly norms: Partial<Readings>
  readonly value: number | undefined
  /** By part. */
  readonly reductions: ReadonlyMap<number, PartReductions>
}

/**
 * Divides the numbers of a measurement.
 *
 * @param leaves - The number of leaves.
 */
export const readMeasurement = (
  { norms: wanted, value, reductions }: Measurement,
  read: readonly number[],
  leaves: number,
): Reading => {
  let at = 0
  const norms: Partial<Readings> = {}
  for (const norm of wanted) {
    norms[norm] = read.slice(at, at + leaves)
    at += leaves
  }
  const loss = value ? read[at++] : undefined
  const byPart = new Map<number, PartReductions>()
  for (const one of reductions) {
    byPart.set(one.part, partReductions(one, read, at))
    at += one.leaves.length * one.reduction.outputs.length
  }
  return { norms, value: loss, reductions: byPart }
}
