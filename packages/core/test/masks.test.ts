import { type Description, remember } from '@momenta/core'
import { initialState, selectLeaves } from '@momenta/core/program'
import { test } from 'tap'

const leaves = ['a', 'b'].map((name) => ({ name, shape: [1], size: 1 }))
const [part] = remember() as readonly [Description]

test('a mask returns true or false; a Promise would select every leaf in silence', async (t) => {
  const masked = (only: unknown) => ({ ...part, only }) as Description
  t.same(
    selectLeaves(
      masked((name: string) => name === 'b'),
      leaves,
    ),
    [1],
  )
  for (const [returned, got] of [
    [Promise.resolve(false), 'a Promise; await it'],
    [undefined, 'nothing'],
    [1, 'the number 1'],
  ] as const) {
    const message = `remember: the mask must return true or false, got ${got} for 'a'`
    t.throws(
      () =>
        selectLeaves(
          masked(() => returned),
          leaves,
        ),
      { name: 'TypeError', message },
    )
    t.throws(() => initialState([masked(() => returned)], leaves, () => 0), { message })
  }
})
