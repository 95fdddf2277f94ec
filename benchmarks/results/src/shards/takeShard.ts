import { createHash } from 'node:crypto'
import type { Shard } from './Shard.js'

/** What {@link takeShard} needs to know of an item. */
export interface ShardOptions<Item> {
  /** Items with equal keys belong to the same shard. */
  readonly keyOf: (item: Item) => string
  /** The cost of an item, in any unit. */
  readonly costOf: (item: Item) => number
}

/** The cost of each key, in the order of the items. */
const costsOf = <Item>(items: readonly Item[], { keyOf, costOf }: ShardOptions<Item>) => {
  const costs = new Map<string, number>()
  for (const item of items) {
    const [key, cost] = [keyOf(item), costOf(item)]
    costs.set(key, (costs.get(key) ?? 0) + (cost > 0 && cost < Number.POSITIVE_INFINITY ? cost : 0))
  }
  return costs
}

const hashOf = (text: string): number => createHash('sha256').update(text).digest().readUInt32LE()

/** The indices of the shards with the smallest cost, and of these with the fewest keys. */
const lightest = (shards: readonly { readonly cost: number; readonly keys: number }[]) => {
  const cost = Math.min(...shards.map((shard) => shard.cost))
  const cheapest = shards.map((shard) => (shard.cost === cost ? shard.keys : Infinity))
  const keys = Math.min(...cheapest)
  return cheapest.flatMap((each, i) => (each === keys ? [i] : []))
}

/**
 * The items of a shard, in their order. Each item belongs to exactly one shard of a count.
 *
 * The assignment is a pure function of all items, so that processes agree on it without talking to
 * each other, whenever they start and whatever is finished: from the most expensive item on, the
 * next one goes to the shard with the smallest cost (Graham's rule: the maximum is at most 4/3 of
 * the optimum). Ties are broken by a hash of key and count. So the shards are also balanced in what
 * is left when the first items are finished, or the shards of another count.
 *
 * @example
 * import { takeShard } from '@momenta/bench-results'
 *
 * const options = { keyOf: String, costOf: (cost: number) => cost }
 * takeShard([5, 4, 3, 2], { index: 0, count: 2 }, options).length // => 2
 */
export const takeShard = <Item>(
  items: readonly Item[],
  { index, count }: Shard,
  options: ShardOptions<Item>,
): readonly Item[] => {
  const shards = Array.from({ length: count }, () => ({ cost: 0, keys: 0 }))
  const own = new Set<string>()
  const ordered = [...costsOf(items, options)].sort(([, a], [, b]) => b - a)
  for (const [key, cost] of ordered) {
    const choice = lightest(shards)
    const chosen = choice[hashOf(`${count} ${key}`) % choice.length] as number
    const shard = shards[chosen] as { cost: number; keys: number }
    shard.cost += cost
    shard.keys += 1
    if (chosen === index) own.add(key)
  }
  return items.filter((item) => own.has(options.keyOf(item)))
}
