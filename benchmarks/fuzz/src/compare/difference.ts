import type { Snapshot } from '../run/Snapshot.js'

/** How far numbers may be apart; 0, the default, compares bits. */
export interface Tolerance {
  /** Of host states, relative to the larger number. */
  readonly host?: number
  /** Of tensors, relative to the largest of 1, the number, and the number before the step. */
  readonly tensors?: number
  /** The numbers before the step, which the rounding of what it adds is relative to as well. */
  readonly before?: Snapshot
}

const numberIn = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi

const near = (a: number, b: number, tolerance: number): boolean =>
  Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b))

const same = (a: number, b: number, before: number, tolerance: number): boolean =>
  Object.is(a, b) ||
  (tolerance > 0 &&
    Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Number.isFinite(before) ? before : 0))

const sameHost = (one: string, two: string, tolerance: number): boolean => {
  if (one === two) return true
  if (tolerance === 0 || one.replace(numberIn, '#') !== two.replace(numberIn, '#')) return false
  const others = two.match(numberIn) ?? []
  return (one.match(numberIn) ?? []).every((n, i) => near(Number(n), Number(others[i]), tolerance))
}

/**
 * The first place where two runs differ by more than the tolerance; NaN equals NaN. Undefined where
 * they are equal.
 */
export const difference = (
  one: Snapshot,
  two: Snapshot,
  { host = 0, tensors = 0, before }: Tolerance = {},
): string | undefined => {
  for (const [place, a] of one) {
    const b = two.get(place)
    if (typeof a === 'string' || typeof b === 'string') {
      if (typeof a !== 'string' || typeof b !== 'string' || !sameHost(a, b, host))
        return `${place} is ${a} and ${b}`
    } else if (a.length !== b?.length) return `${place} has ${a.length} and ${b?.length} elements`
    else {
      const old = before?.get(place)
      for (let i = 0; i < a.length; i++) {
        const was = typeof old === 'object' ? Math.abs(old[i] ?? 0) : 0
        if (!same(a[i] as number, b[i] as number, was, tensors))
          return `${place}[${i}] is ${a[i]} and ${b[i]}`
      }
    }
  }
  for (const place of two.keys()) if (!one.has(place)) return `${place} is missing`
  return undefined
}
