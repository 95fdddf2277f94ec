import { quadratic } from '@momenta/bench-surfaces'
import t from 'tap'
import { inner } from './jobs.js'

const { search } = await inner<typeof import('../dist/toy/search/search.js')>('toy/search/search')
const { meanLoss } =
  await inner<typeof import('../dist/toy/search/meanLoss.js')>('toy/search/meanLoss')
const { agreementOf } = await inner<typeof import('../dist/toy/cancellation/vectors.js')>(
  'toy/cancellation/vectors',
)

t.test(
  'the search chooses the rate of minimum mean last loss, never one at which a run diverged',
  async (t) => {
    t.equal(meanLoss([1, 3]), 2)
    t.equal(meanLoss([1, Number.NaN, 3]), Number.POSITIVE_INFINITY)
    // sgd on x²: x ← (1 - 2α) x, so 3 steps from 1 give (1 - 2α)⁶: α = 0.3 gives 0.4⁶, α = 1 gives
    // 1, α = 0.1 gives 0.8⁶
    const square = quadratic({ A: [[2]] })
    const { means, best } = search(
      { name: 'sgd', spec: { base: { name: 'sgd', momentum: 0 } } },
      square,
      [[1]],
      3,
    )
    t.equal(best, 0.3)
    t.ok(Math.abs((means[4] as number) - 0.4 ** 6) < 1e-12 && means[5] === 1)
  },
)

t.test('agreement is 0 for opposite entries, 1 for parallel ones', async (t) => {
  t.equal(
    agreementOf([
      [1, 0],
      [-1, 0],
    ]),
    0,
  )
  t.equal(
    agreementOf([
      [1, 0],
      [3, 0],
    ]),
    1,
  )
  // mean (1/2, 1/2) of length √½, mean length 1
  t.ok(
    Math.abs(
      agreementOf([
        [1, 0],
        [0, 1],
      ]) - Math.SQRT1_2,
    ) < 1e-15,
  )
})
