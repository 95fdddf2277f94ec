import { madeBy } from '@momenta/options'

/**
 * Whether two values are the same, or made by the same factory with options that are: the same
 * functions of the user's own. Functions with the same text may hold different variables.
 */
export const isMadeAlike = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true
  const [one, other] = [madeBy(a), madeBy(b)]
  if (one !== undefined && other !== undefined)
    return (
      one.name === other.name &&
      isMadeAlike(one.inner, other.inner) &&
      isMadeAlike(Object.entries(one.options), Object.entries(other.options))
    )
  return (
    Array.isArray(a) &&
    Array.isArray(b) &&
    a.length === b.length &&
    a.every((each, i) => isMadeAlike(each, b[i]))
  )
}
