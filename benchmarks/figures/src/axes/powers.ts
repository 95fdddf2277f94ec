import { range } from 'd3-array'

/** The mantissas times the powers of ten, at so many decades, that lie in a domain. */
export const powers = (
  [least, most]: readonly [number, number],
  decades: number,
  mantissas: readonly number[],
): readonly number[] =>
  range(Math.floor(Math.log10(least) / decades) * decades, Math.ceil(Math.log10(most)) + 1, decades)
    .flatMap((power) => mantissas.map((mantissa) => Number(`${mantissa}e${power}`)))
    .filter((value) => value >= least && value <= most)
