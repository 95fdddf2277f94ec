import type { Snapshot } from '../run/Snapshot.js'

/** How far numbers of host states may be apart; 0 compares their text. */
export interface Tolerance {
  readonly host: number
}

const numberIn = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi

const near = (a: number, b: number, tolerance: number): boolean =>
  Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b))

const sameHost = (one: string, two: string, tolerance: number): boolean => {
  if (one === two) return true
  if (tolerance === 0 || one.replace(numberIn, '#') !== two.replace(numberIn, '#')) return false
  const others = two.match(numberIn) ?? []
  return (one.match(numberIn) ?? []).every((n, i) => near(Number(n), Number(others[i]), tolerance))
}

/** The first place where two runs differ, bit for bit but for the payload of NaN; undefined where they are equal. */
export const difference = (
  one: Snapshot,
  two: Snapshot,
  { host }: Tolerance = { host: 0 },
): string | undefined => {
  for (const [place, a] of one) {
    const b = two.get(place)
    if (typeof a === 'string' || typeof b === 'string') {
      if (typeof a !== 'string' || typeof b !== 'string' || !sameHost(a, b, host))
        return `${place} is ${a} and ${b}`
    } else if (a.length !== b?.length) return `${place} has ${a.length} and ${b?.length} elements`
    else
      for (let i = 0; i < a.length; i++)
        if (!Object.is(a[i], b[i])) return `${place}[${i}] is ${a[i]} and ${b[i]}`
  }
  for (const place of two.keys()) if (!one.has(place)) return `${place} is missing`
  return undefined
}
