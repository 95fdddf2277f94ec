import { type Memory, memoriesOf, memoryFor, perLeaf, remember, type State } from '@momenta/core'
import t from 'tap'

const memory = (keys: readonly number[], offered: readonly number[]): Memory => ({
  count: keys.length,
  keys,
  offered,
  stale: 0,
})
const stateOf = (host: unknown, buffers: { readonly [leaf: string]: readonly string[] }) =>
  ({
    step: 1,
    parts: [{ host, hyper: { kappa: 1 }, slots: { sum: {} }, buffers }],
  }) as State<string>

t.test('a memory of all leaves has an entry of each leaf for each key', async (t) => {
  const host = { shared: memory([5, 6], [7, 8]) }
  const state = stateOf(host, { a: ['a0', 'a1'], b: ['b0', 'b1'] })
  t.same(memoriesOf(remember(), state), [
    {
      keys: [5, 6],
      offered: [7, 8],
      entries: [
        ['a0', 'b0'],
        ['a1', 'b1'],
      ],
    },
  ])
  const [part] = remember()
  t.equal(part && memoryFor(part, host as never, 'b'), host.shared)
})

t.test('memories per leaf have entries of their leaf alone', async (t) => {
  const host = { byLeaf: { a: memory([3], [4]), b: memory([5, 6], [7, 8]) } }
  const each = remember({ key: perLeaf() })
  t.same(memoriesOf(each, stateOf(host, { a: ['a0'], b: ['b0', 'b1'] })), [
    { keys: [3], offered: [4], entries: [['a0']] },
    { keys: [5, 6], offered: [7, 8], entries: [['b0'], ['b1']] },
  ])
  const [part] = each
  t.equal(part && memoryFor(part, host as never, 'b'), host.byLeaf.b)
  t.equal(part && memoryFor({ ...part, role: 'momentum' }, host as never, 'b'), undefined)
})
