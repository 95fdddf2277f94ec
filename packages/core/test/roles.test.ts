import {
  type Description,
  describe,
  hostOf,
  type Memories,
  memoriesOf,
  memoryFor,
  remember,
  type State,
} from '@momenta/core'
import t from 'tap'

/** A memory of the caller's that keeps the first update that it sees. */
const [keepFirst] = describe({
  name: 'keepFirst',
  role: 'memory',
  slots: {},
  hyper: {},
  init: (): Memories => ({ shared: { count: 0, keys: [], offered: [], stale: 0 } }),
  plan: (host: Memories) => ({ next: host, plan: { scalars: {} } }),
  body: (_, { updates }) => ({ updates, slots: {}, entry: updates }),
}) as [Description]

const memory = { count: 1, keys: [5], offered: [5], stale: 0 }

const stateOf = (host: Description['init'] extends (...of: never) => infer H ? H : never) =>
  ({
    step: 1,
    parts: [{ host, hyper: {}, slots: {}, buffers: { w: ['first'] } }],
  }) as State<string>

t.test("a part of the caller's with the role of a memory is one", async (t) => {
  const state = stateOf({ shared: memory })
  t.same(memoriesOf([keepFirst], state), [{ keys: [5], offered: [5], entries: [['first']] }])
  t.same(memoryFor(keepFirst, { shared: memory }, 'w'), memory)
})

t.test('a part that merely bears the name of a memory is none', async (t) => {
  const { role: _, ...rest } = keepFirst
  const named = { ...rest, name: 'remember' }
  t.same(memoriesOf([named], stateOf({ shared: memory })), [])
  t.equal(memoryFor(named, { shared: memory }, 'w'), undefined)
})

t.test('a memory is found in the parts that wrap it', async (t) => {
  const once: Description = { ...keepFirst, wraps: keepFirst }
  const twice: Description = { ...once, wraps: once }
  const wrapped = { skipped: 3, inner: { inner: { shared: memory } } }
  t.same(hostOf(twice, wrapped), { shared: memory })
  t.same(memoriesOf([twice], stateOf(wrapped)), [{ keys: [5], offered: [5], entries: [['first']] }])
})

t.test('a host state that is not that of the part throws in one line', async (t) => {
  const [part] = remember() as [Description]
  const own = { slots: { sum: {} }, hyper: { kappa: 1 }, buffers: {} }
  const state = { step: 1, parts: [{ ...own, host: { inner: { shared: memory } } }] }
  t.throws(() => memoriesOf([part], state), {
    name: 'TypeError',
    message:
      'memoriesOf: the host state of remember, a memory, must hold shared or byLeaf, got a record of inner',
  })
  t.throws(() => hostOf({ ...part, wraps: part }, { shared: memory }), {
    name: 'TypeError',
    message:
      'hostOf: the host state of remember must hold that of the part inside as inner, got a record of shared',
  })
})
