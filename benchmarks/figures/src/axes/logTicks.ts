import { range, ticks } from 'd3-array'

const powers = (
  least: number,
  most: number,
  step: number,
  mantissas: readonly number[],
): readonly number[] =>
  range(Math.ceil(Math.log10(least) / step) * step - step, Math.log10(most) + 1, step)
    .flatMap((power) => mantissas.map((mantissa) => Number(`${mantissa}e${power}`)))
    .filter((value) => value >= least && value <= most)

/** The first choice of ticks that fits: 1-2-5, then 1-3, then ever fewer powers of ten; linear ones within a decade. */
export const logTicks = (
  [least, most]: readonly [number, number],
  fits: (values: readonly number[]) => boolean,
): readonly number[] =>
  [
    powers(least, most, 1, [1, 2, 5]),
    powers(least, most, 1, [1, 3]),
    ...[1, 2, 3, 4, 5, 10, 20, 50, 100].map((step) => powers(least, most, step, [1])),
    ...[5, 4, 3, 2].map((count) => ticks(least, most, count)),
  ].find((values) => values.length >= 2 && fits(values)) ?? []
