import { chain, optimizer, type Transform } from '@momenta/core'
import { preconditionerOf } from '@momenta/monitor'
import { adam } from '@momenta/optimizers'
import {
  accumulate,
  ema,
  fromageStep,
  madgradStep,
  masked,
  partition,
  scaleByAdam,
  scaleByLearningRate,
  scaleByNu,
  scheduled,
  scheduleFree,
} from '@momenta/transforms'
import t from 'tap'
import { objective, watched } from './watched.js'

const rate = (learningRate: number) => scaleByLearningRate({ learningRate })
const byLeaf = partition({ a: rate(0.01), b: rate(1) }, (name) => name)
const half = (transform: Transform) => optimizer(chain(ema(), scaleByNu(), transform))

t.test('a hyperparameter that follows a schedule is unknown, not 0', async (t) => {
  for (const schedules of [{ b1: () => 0.9 }, { b2: () => 0.999 }, { eps: () => 1e-8 }]) {
    const chosen = optimizer(scheduled(adam({ learningRate: 0.01 }).transform, schedules))
    const { iterates, last } = await watched(chosen, 4, { every: 4, objective })
    t.equal(await preconditionerOf(chosen, iterates[4] as never), undefined)
    t.equal(last.stability, null)
    t.match(last.notes.at(-1), /the preconditioner or the learning rate is unknown/)
  }
})

t.test('a learning rate that is not one number for all leaves is unknown', async (t) => {
  for (const last of [
    byLeaf,
    masked(rate(0.01), (name) => name === 'a'),
    chain(rate(1), rate(1)),
  ]) {
    const { last: record } = await watched(optimizer(chain(scaleByAdam(), last)), 4, {
      ...{ every: 4, objective },
    })
    t.equal(record.stability, null)
    t.match(record.notes.at(-1), /the preconditioner or the learning rate is unknown/)
  }
})

t.test('a step that is more than the scaling times one rate has no amplification', async (t) => {
  const learningRate = 0.01
  for (const last of [
    ...[byLeaf, madgradStep({ learningRate }), fromageStep({ learningRate })],
    scheduleFree({ learningRate }),
  ]) {
    const { last: record } = await watched(half(last), 4, { every: 4, objective })
    t.equal(record.amplification, null)
    t.equal(record.stability, null)
    t.match(record.notes[0], /a part after the scaling changes|one learning rate must follow/)
  }
})

t.test('a step in which nothing moves is not said to be rounded away', async (t) => {
  const chosen = optimizer(accumulate(half(rate(0.01)).transform, { every: 4 }))
  const { records } = await watched(chosen, 8, { every: 1 })
  t.match(records[6]?.notes[0], /the last step has not moved the parameters/)
  t.equal(typeof records[7]?.amplification, 'number')
})
