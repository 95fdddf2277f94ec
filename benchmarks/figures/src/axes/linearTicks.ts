import { range, ticks } from 'd3-array'

/** As many ticks as fit, at most `count`. */
export const linearTicks = (
  [minimum, maximum]: readonly [number, number],
  count: number,
  fits: (values: readonly number[]) => boolean,
): readonly number[] =>
  range(count, 0, -1)
    .map((wanted) => ticks(minimum, maximum, wanted))
    .find((values) => values.length >= 1 && fits(values)) ?? []
