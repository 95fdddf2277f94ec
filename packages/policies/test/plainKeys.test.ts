import { fifo, type Policy, priority, random, smallest } from '@momenta/policies'
import t from 'tap'

const policies: readonly Policy[] = [fifo(), priority(), random(), smallest()]

t.test(
  'a decision has one key for each slot and nothing else, also if the new entry is rejected',
  async (t) => {
    for (const policy of policies) {
      // not finite, so refused; the keys stay a list of two
      t.same(Object.keys(policy([2, 1], Number.NaN, { capacity: 2, count: 2 }).keys), ['0', '1'])
      // 1.5 is neither greater than the least of (2, 3) nor smaller than the greatest of (1, 1)
      for (const keys of [
        [2, 3],
        [1, 1],
      ])
        t.same(Object.keys(policy(keys, 1.5, { capacity: 2, count: 2 }).keys), ['0', '1'])
    }
  },
)

t.test('a memory of one entry takes the first newcomer and ranks the second', async (t) => {
  const slot = (policy: Policy, keys: readonly number[], newcomer: number) =>
    policy(keys, newcomer, { capacity: 1, count: keys.length }).slot
  for (const policy of policies) t.equal(slot(policy, [], 2), 0)
  t.same(
    [1, 3].map((newcomer) => slot(priority(), [2], newcomer)),
    [undefined, 0],
  )
  t.same(
    [1, 3].map((newcomer) => slot(smallest(), [2], newcomer)),
    [0, undefined],
  )
})

t.test('a policy that is called without its context says how to call it', async (t) => {
  for (const policy of policies)
    for (const args of [[], [[2, 1], 3], [[2, 1], 3, {}], [3, 3, { capacity: 2, count: 2 }]])
      t.throws(() => Reflect.apply(policy, undefined, args), {
        name: 'TypeError',
        message:
          /^(fifo|priority|random|smallest): call it as policy\(keys, key, \{ capacity, count \}\), got /,
      })
})
