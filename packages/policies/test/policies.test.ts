import { fifo, type Policy, priority, random, smallest } from '@momenta/policies'
import fc from 'fast-check'
import t from 'tap'

/** Offers keys one after the other. */
const offered = (policy: Policy, capacity: number, newcomers: readonly number[]) =>
  newcomers.reduce<{ keys: readonly number[]; slots: (number | undefined)[] }>(
    ({ keys, slots }, newcomer, count) => {
      const decision = policy(keys, newcomer, { capacity, count })
      return { keys: decision.keys, slots: [...slots, decision.slot] }
    },
    { keys: [], slots: [] },
  )

t.test('priority fills up, then replaces the smallest key by a larger one', async (t) => {
  // capacity 2, decay 1/2: [8] -> [4]; 2 joins -> [2, 1]; 1 is not greater than 1 -> [1, .5]; 3
  // takes slot 1 -> [.5, 1.5]
  const { keys, slots } = offered(priority({ decay: 0.5 }), 2, [8, 2, 1, 3])
  t.same(slots, [0, 1, undefined, 1])
  t.same(keys, [0.5, 1.5])
})

t.test(
  'on ties priority keeps the existing entry, and replaces the first of equal keys',
  async (t) => {
    const policy = priority({ decay: 1 })
    t.equal(policy([2, 2], 2, { capacity: 2, count: 2 }).slot, undefined)
    t.equal(policy([2, 2], 3, { capacity: 2, count: 2 }).slot, 0)
  },
)

t.test('priority with decay 0 forgets all keys at once', async (t) => {
  t.same(priority({ decay: 0 })([5], 1, { capacity: 2, count: 1 }).keys, [0, 0])
})

t.test('fifo gives up the oldest, also after newcomers that cannot be ranked', async (t) => {
  t.same(offered(fifo(), 3, [5, 1, 9, 2, 7, 3, 8]).slots, [0, 1, 2, 0, 1, 2, 0])
  t.same(offered(fifo(), 2, [5, Number.NaN, 9, 2, 7]).slots, [0, undefined, 1, 0, 1])
})

t.test(
  'random keeps every newcomer, draws every slot, and repeats itself with its seed',
  async (t) => {
    const keys = Array.from({ length: 300 }, (_, i) => i)
    const { slots } = offered(random({ seed: 3 }), 4, keys)
    t.same(offered(random({ seed: 3 }), 4, keys).slots, slots)
    t.not(JSON.stringify(offered(random({ seed: 4 }), 4, keys).slots), JSON.stringify(slots))
    const counts = [0, 1, 2, 3].map((slot) => slots.slice(4).filter((each) => each === slot).length)
    // 296 draws, 74 expected each, deviation 7.4: five of them is 37
    for (const count of counts) t.ok(Math.abs(count - 74) < 37, `${counts}`)
  },
)

t.test('smallest keeps the smallest keys', async (t) => {
  // capacity 2: [8], [8, 2], 1 takes 8's slot, 3 is not smaller than 2
  const { keys, slots } = offered(smallest(), 2, [8, 2, 1, 3])
  t.same(slots, [0, 1, 0, undefined])
  t.same(keys, [1, 2])
  // decay 1/2 doubles the keys: [1] -> [2]; 1.5 joins -> [4, 3]; 3 < 4 takes slot 0 -> [6, 6]
  t.same(offered(smallest({ decay: 0.5 }), 2, [1, 1.5, 3]).keys, [6, 6])
})

t.test('priority agrees with a model that sorts', async (t) => {
  await fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 40 }),
      fc.integer({ min: 1, max: 5 }),
      (newcomers, capacity) => {
        let model: { slot: number; key: number }[] = []
        const slots = newcomers.map((key) => {
          const least = [...model].sort((a, b) => a.key - b.key || a.slot - b.slot)[0]
          let slot: number | undefined
          if (model.length < capacity) slot = model.length
          else if (least !== undefined && key > least.key) slot = least.slot
          if (slot !== undefined)
            model = [...model.filter((one) => one.slot !== slot), { slot, key }]
          model = model.map((one) => ({ ...one, key: one.key / 2 }))
          return slot
        })
        t.same(offered(priority({ decay: 0.5 }), capacity, newcomers).slots, slots)
      },
    ),
    { numRuns: 60 },
  )
})

t.test(
  'every policy keeps to its capacity, ranks only finite keys and changes nothing it was given',
  async (t) => {
    const key = fc.oneof(
      fc.double({ min: 0, max: 1e9, noNaN: true }),
      fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY),
    )
    for (const policy of [priority(), fifo(), random(), smallest(), smallest({ decay: 0.5 })])
      await fc.assert(
        fc.property(
          fc.array(key, { maxLength: 30 }),
          fc.integer({ min: 0, max: 4 }),
          (newcomers, capacity) => {
            let keys: readonly number[] = Object.freeze([])
            newcomers.forEach((newcomer, count) => {
              const decision = policy(keys, newcomer, { capacity, count })
              t.same(policy(keys, newcomer, { capacity, count }), decision)
              t.ok(decision.keys.length <= capacity)
              t.ok(decision.keys.every(Number.isFinite))
              if (!Number.isFinite(newcomer) || capacity === 0) t.equal(decision.slot, undefined)
              if (decision.slot !== undefined) t.ok(decision.slot <= keys.length)
              keys = Object.freeze(decision.keys.slice())
            })
          },
        ),
        { numRuns: 30 },
      )
  },
)

t.test('bad options are one clear line', async (t) => {
  t.throws(() => priority({ decay: 1.5 }), {
    name: 'RangeError',
    message: 'priority: decay must lie in [0, 1], got 1.5',
  })
  t.throws(() => priority({ decay: Number.NaN }), { message: /got NaN/ })
  t.throws(() => smallest({ decay: 0 }), { message: 'smallest: decay must lie in (0, 1], got 0' })
  t.throws(() => random({ seed: 0.5 }), { message: 'random: seed must be an integer, got 0.5' })
  t.throws(() => priority({ decay: '1' as never }), {
    name: 'TypeError',
    message: "priority: decay must lie in [0, 1], got '1'",
  })
  for (const bad of [-0.1, 1.1]) t.throws(() => smallest({ decay: bad }), { name: 'RangeError' })
  t.throws(() => priority({ decay: -0.1 }), { name: 'RangeError' })
  t.throws(() => Reflect.apply(fifo, undefined, [{ decay: 0.9 }]), {
    name: 'TypeError',
    message: "fifo: unknown option 'decay'; there are no options",
  })
  t.throws(() => Reflect.apply(priority, undefined, [0.9]), {
    message: 'priority: options must be an object such as { decay: 0.9 }, got 0.9',
  })
})

t.test('decays at the ends of their ranges are accepted', async (t) => {
  const context = { capacity: 3, count: 1 }
  t.same(priority({ decay: 1 })([5], 1, context).keys, [5, 1])
  t.same(smallest({ decay: 1 })([5], 1, context).keys, [5, 1])
  t.same(priority()([5], 1, context).keys, [3.5, 0.7], 'the default of priority is 0.7')
  t.same(smallest()([5], 1, context).keys, [5, 1], 'the default of smallest is 1')
})

t.test(
  'on ties smallest keeps the existing entry, and replaces the first of equal keys',
  async (t) => {
    const policy = smallest()
    t.equal(policy([2, 2], 2, { capacity: 2, count: 2 }).slot, undefined)
    t.equal(policy([1, 2, 2], 1, { capacity: 3, count: 3 }).slot, 1)
    t.equal(policy([2, 2], 1, { capacity: 2, count: 2 }).slot, 0)
  },
)

t.test('smallest keeps its keys finite: the largest number divided again stays', async (t) => {
  const { keys } = smallest({ decay: 0.5 })([Number.MAX_VALUE, 1], 2, { capacity: 2, count: 2 })
  t.same(keys, [4, 2], 'the key that cannot grow goes first')
  t.same(smallest({ decay: 0.5 })([1], Number.MAX_VALUE, { capacity: 2, count: 1 }).keys, [
    2,
    Number.MAX_VALUE,
  ])
})

t.test('the draws of random are pinned: another sequence would break resumed runs', async (t) => {
  const offers = Array.from({ length: 20 }, () => 1)
  t.same(
    offered(random(), 4, offers).slots,
    [0, 1, 2, 3, 1, 1, 1, 0, 1, 3, 3, 1, 1, 3, 1, 1, 1, 0, 1, 0],
  )
  t.same(
    offered(random({ seed: 7 }), 4, offers).slots,
    [0, 1, 2, 3, 2, 2, 2, 1, 0, 0, 2, 0, 0, 0, 1, 2, 2, 3, 3, 3],
  )
  t.same(
    offered(random({ seed: -3 }), 3, offers).slots,
    [0, 1, 2, 2, 2, 0, 0, 2, 1, 1, 1, 1, 0, 1, 2, 2, 0, 2, 0, 2],
  )
})
