import { InvalidArgumentError } from 'commander'

/** Parses a comma-separated list of known names; duplicates are dropped. */
export const namesOf =
  (known: readonly string[]) =>
  (text: string): readonly string[] => {
    const chosen = [...new Set(text.split(',').map((name) => name.trim()))]
    const unknown = chosen.find((name) => !known.includes(name))
    if (unknown !== undefined)
      throw new InvalidArgumentError(`must be among ${known.join(', ')}, got '${unknown}'`)
    return chosen
  }

/** Parses a comma-separated list of positive integers; duplicates are dropped. */
export const positiveIntegers = (text: string): readonly number[] =>
  [...new Set(text.split(','))].map((item) => {
    const n = Number(item)
    if (!Number.isSafeInteger(n) || n < 1)
      throw new InvalidArgumentError(`must be positive integers, got '${item}'`)
    return n
  })

/** Parses a positive number. */
export const positive = (text: string): number => {
  const value = Number(text)
  if (!(value > 0)) throw new InvalidArgumentError(`must be positive, got '${text}'`)
  return value
}
