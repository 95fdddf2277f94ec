import { type EpochRecord, type EpochSums, progressOf } from '@momenta/bench-training'
import t from 'tap'

const problem = { stepsIn: (epoch: number) => 10 * (epoch + 1) }
const sumsOf = (...losses: number[]) => ({ losses }) as unknown as EpochSums
const record = { trainLoss: 0.25 } as EpochRecord

t.test('the progress of a run shows no loss before one is read', async (t) => {
  const first = { epoch: 0, step: 5, sums: sumsOf(), history: [] }
  t.same(progressOf(problem, 2, first), { share: 0.25, text: 'epoch 1' })
})

t.test('it shows the last loss of the epoch, else that of the epoch before', async (t) => {
  const state = { epoch: 1, step: 10, history: [record] }
  t.same(progressOf(problem, 2, { ...state, sums: sumsOf(2, 0.5) }), {
    share: 0.75,
    text: 'epoch 2, loss 0.500',
  })
  t.equal(progressOf(problem, 2, { ...state, sums: sumsOf() }).text, 'epoch 2, loss 0.250')
})

t.test('a run at its end has taken all steps of its last epoch', async (t) => {
  const last = { epoch: 2, step: 0, sums: sumsOf(), history: [record] }
  t.same(progressOf(problem, 2, last), { share: 1, text: 'epoch 2, loss 0.250' })
})
