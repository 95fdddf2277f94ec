import { ticks } from 'd3-array'
import { powers } from './powers.js'

/**
 * The densest ticks that fit, 3 or else 2: 1-2-5, 1-3, ever fewer powers of ten, or linear ones
 * within a decade.
 */
export const logTicks = (
  domain: readonly [number, number],
  fits: (values: readonly number[]) => boolean,
): readonly number[] => {
  const choices = [
    powers(domain, 1, [1, 2, 5]),
    powers(domain, 1, [1, 3]),
    ...[1, 2, 3, 4, 5, 10, 20, 50, 100].map((decades) => powers(domain, decades, [1])),
    ...[5, 4, 3, 2].map((count) => ticks(...domain, count)),
  ].filter(fits)
  return (
    choices.find(({ length }) => length >= 3) ?? choices.find(({ length }) => length === 2) ?? []
  )
}
