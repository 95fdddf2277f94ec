import { type Estimator, identity, type Leaf, type LeafArithmetic, optimizer } from '@momenta/core'
import { estimate, inOrderOfNames } from '@momenta/core/program'
import t from 'tap'

const leavesOf = (...names: readonly string[]): readonly Leaf[] =>
  names.map((name) => ({ name, shape: [], size: 1 }))
const noArithmetic = {} as LeafArithmetic<string>

t.test('leaves are put in the order of their names, by code units', async (t) => {
  t.same(inOrderOfNames(leavesOf('w', 'a', 'b')), [1, 2, 0])
  t.same(inOrderOfNames(leavesOf('a', 'b', 'w')), [0, 1, 2])
  t.same(inOrderOfNames(leavesOf('b', 'a')), [1, 0])
  // upper case before lower case, and 10 before 9
  t.same(inOrderOfNames(leavesOf('a', 'B', '9', '10')), [3, 2, 1, 0])
  t.same(inOrderOfNames([]), [])
})

t.test('the same list of leaves is sorted once', async (t) => {
  const leaves = leavesOf('w', 'a', 'b')
  t.equal(inOrderOfNames(leaves), inOrderOfNames(leaves))
})

t.test(
  'estimators see leaves in the order of names, the oracle and the caller in their own',
  async (t) => {
    const seen: unknown[] = []
    const spying: Estimator = {
      name: 'spying',
      wrap: (oracle, _, step, leaves) => (params, microbatch) => {
        const answered = oracle(params, microbatch)
        seen.push([step, leaves.map(({ name }) => name), params, answered.grads])
        return answered
      },
    }
    const asked: unknown[] = []
    const oracle = (params: readonly string[], microbatch: number) => {
      asked.push([params, microbatch])
      return { value: 'loss', grads: params.map((leaf) => `d${leaf}`) }
    }
    const run = estimate(
      optimizer(identity, spying),
      oracle,
      noArithmetic,
      7,
      leavesOf('w', 'a', 'b'),
    )
    t.same(run(['W', 'A', 'B'], 3), { value: 'loss', grads: ['dW', 'dA', 'dB'] })
    t.same(asked, [[['W', 'A', 'B'], 3]])
    t.same(seen, [[7, ['a', 'b', 'w'], ['A', 'B', 'W'], ['dA', 'dB', 'dW']]])
  },
)

t.test('without estimators the oracle is used as it is', async (t) => {
  const oracle = () => ({ value: '', grads: [] })
  t.equal(estimate(optimizer(identity), oracle, noArithmetic, 0, leavesOf('b', 'a')), oracle)
})
