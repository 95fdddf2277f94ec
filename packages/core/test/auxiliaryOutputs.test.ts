import { auxiliaryOutputs } from '@momenta/core/program'
import t from 'tap'

type Tree = { readonly [name: string]: readonly number[] }

const made = () =>
  auxiliaryOutputs<readonly number[]>(
    (tree) => ({
      leaves: Object.values(tree as Tree),
      names: Object.keys(tree as Tree),
      rebuild: (leaves) =>
        Object.fromEntries(leaves.map((leaf, i) => [Object.keys(tree as Tree)[i], leaf])),
    }),
    ({ length }) => [length],
  )

t.test('the outputs of all microbatches have the tree of the first', async (t) => {
  const { flat, tree } = made()
  t.same(flat({ mean: [1], var: [2, 3] }, 0), { aux: [[1], [2, 3]] })
  t.same(flat({ mean: [4], var: [5, 6] }, 0), { aux: [[4], [5, 6]] })
  t.same(tree([[7], [8, 9]]), { aux: { mean: [7], var: [8, 9] } })
})

t.test('other names or shapes are one clear error', async (t) => {
  for (const [other, got] of [
    [{ mean: [1, 2] }, '[["mean",[2]]]'],
    [{ mode: [1] }, '[["mode",[1]]]'],
    [undefined, 'none'],
  ] as const) {
    const { flat } = made()
    flat({ mean: [1] }, 0)
    t.throws(() => flat(other, 0), {
      name: 'TypeError',
      message: `step: the auxiliary outputs must have the same names and shapes on all microbatches, got ${got} after [["mean",[1]]]`,
    })
  }
})

t.test('a loss without outputs has none, and only the first evaluation is read', async (t) => {
  const { flat, tree } = made()
  t.same(flat(undefined, 0), {})
  t.same(flat(undefined, 0), {})
  t.same(flat({ mean: [1] }, 1), {})
  t.same(tree(undefined), {})
})
