import { identity, remember } from '@momenta/core'
import { initialState, layoutOf } from '@momenta/core/program'
import t from 'tap'

const leavesOf = (...names: readonly string[]) =>
  names.map((name) => ({ name, shape: [1], size: 1 }))

t.test(
  'trees with the same names have one layout, by which programs are found again',
  async (t) => {
    const transform = remember()
    const first = layoutOf(transform, leavesOf('w', 'b'))
    t.equal(layoutOf(transform, leavesOf('w', 'b')), first)
    t.not(layoutOf(transform, leavesOf('b', 'w')), first)
    t.not(layoutOf(transform, leavesOf('w')), first)
    t.equal(layoutOf(transform, leavesOf('w', 'b')), first)
    t.not(layoutOf(remember(), leavesOf('w', 'b')), first)
  },
)

t.test('a predicate that changes its mind has a layout of its own', async (t) => {
  let chosen = 'w'
  const transform = remember().map((part) => ({ ...part, only: (name: string) => name === chosen }))
  const first = layoutOf(transform, leavesOf('w', 'b'))
  t.equal(layoutOf(transform, leavesOf('w', 'b')), first)
  chosen = 'b'
  const second = layoutOf(transform, leavesOf('w', 'b'))
  t.same(
    [first, second].map(({ parts }) => parts[0]?.indices),
    [[0], [1]],
  )
  chosen = ''
  t.same(layoutOf(transform, leavesOf('w', 'b')).parts[0]?.indices, [])
})

t.test('leaves on which the same parts act are one group', async (t) => {
  const masked = remember().map((part) => ({ ...part, only: (name: string) => name !== 'b' }))
  const transform = [...remember(), ...masked]
  const { segments } = layoutOf(transform, leavesOf('w', 'b', 'a'))
  t.same(
    segments.flatMap(({ groups }) => groups.map(({ parts, leaves }) => ({ parts, leaves }))),
    [
      { parts: [0, 1], leaves: [0, 2] },
      { parts: [0], leaves: [1] },
    ],
  )
})

t.test('a state begins before the first step', async (t) => {
  t.equal(initialState(identity, leavesOf('w'), () => 0).step, 0)
})
