import { mapDictionary, type Planned, type Scalars } from '@momenta/core'

/** A host state of numbers, and of lists of numbers. */
type Numbers = { readonly [name: string]: number | null | readonly number[] }

const holds = (value: Numbers[string]): boolean =>
  value === null || [value].flat().every((n) => Number.isFinite(n))

/**
 * A plan whose host state is finite, as JSON requires: where the next one is not, because a
 * measurement is not, the old one stays but for the count of steps, and every scalar is NaN.
 */
export const settle = <H extends Numbers, K extends Scalars>(
  host: H,
  next: H,
  scalars: K,
): Planned<H, K> => {
  if (Object.values<Numbers[string]>(next).every(holds)) return { next, plan: { scalars } }
  const { count } = next
  return {
    next: count === undefined ? host : { ...host, count },
    plan: { scalars: mapDictionary(scalars, () => Number.NaN) as K },
  }
}
