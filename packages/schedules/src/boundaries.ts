import { list, number, type Option, ranges } from '@momenta/options'

const rise = (items: readonly unknown[]) =>
  items.every((item, i) => i === 0 || Number(item) > Number(items[i - 1]))

/** The option of boundaries between steps: strictly increasing integers; none by default. */
export const boundaries = (): Option<readonly number[], 'default'> => ({
  ...list<number>(number(ranges.count, 0), [], {
    says: 'must be strictly increasing non-negative integers',
    holds: rise,
  }),
  draw: (random) => [1 + Math.floor(4 * random()), 6 + Math.floor(4 * random())],
})
