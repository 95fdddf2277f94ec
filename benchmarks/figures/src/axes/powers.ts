import { range } from 'd3-array'

/** The mantissas times the powers of ten, at so many decades, that lie in a domain. */
export const powers = (
  [minimum, maximum]: readonly [number, number],
  decades: number,
  mantissas: readonly number[],
): readonly number[] =>
  range(
    Math.floor(Math.log10(minimum) / decades) * decades,
    Math.ceil(Math.log10(maximum)) + 1,
    decades,
  )
    .flatMap((power) => mantissas.map((mantissa) => Number(`${mantissa}e${power}`)))
    .filter((value) => value >= minimum && value <= maximum)
