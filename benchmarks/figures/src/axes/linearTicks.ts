import { range, ticks } from 'd3-array'

/** The most ticks, up to `count`, that fit. */
export const linearTicks = (
  [least, most]: readonly [number, number],
  count: number,
  fits: (values: readonly number[]) => boolean,
): readonly number[] =>
  range(count, 0, -1)
    .map((wanted) => ticks(least, most, wanted))
    .find((values) => values.length >= 1 && fits(values)) ?? []
