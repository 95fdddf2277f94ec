import '@tensorflow/tfjs-backend-cpu'
import { eager } from '@momenta/eager'
import { monitor, preconditionerOf } from '@momenta/monitor'
import { adam } from '@momenta/optimizers'
import { quadratic } from '@momenta/probes'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

/** As a caller without types. */
const monitorWith = monitor as (...args: readonly unknown[]) => unknown

t.test('an unknown option is a TypeError that names the option that is meant', async (t) => {
  t.throws(() => monitorWith(adam(), { evry: 1 }), {
    name: 'TypeError',
    message: "monitor: unknown option 'evry'; did you mean every? Options: every, pathEvery",
  })
})

t.test('options by position are a TypeError', async (t) => {
  for (const positional of [0.05, 'rho', null, [1]])
    t.throws(() => monitorWith(adam(), positional), {
      name: 'TypeError',
      message: /^monitor: options must be an object such as \{ every: 100 \}, got /,
    })
})

t.test('an operator or a Promise is not an objective', async (t) => {
  for (const objective of [quadratic({ spectrum: [1] }), Promise.resolve()])
    t.throws(() => monitorWith(adam(), { objective }), {
      name: 'TypeError',
      message: /^monitor: objective must be an objective, as returned by tensorObjective or obj/,
    })
})

t.test('what is no optimizer, no iterate or no state is named', async (t) => {
  for (const none of [undefined, null, {}, adam])
    t.throws(() => monitorWith(none), { message: /^monitor: the optimizer must be what optimizer/ })
  const { start, observe } = monitor(adam())
  const iterate = eager(adam()).init({ w: tf.scalar(1) })
  const state = await start(iterate)
  for (const none of [undefined, null, {}, Promise.resolve(iterate)] as never[]) {
    await t.rejects(start(none), { message: /^start: the iterate must be what init or step ret/ })
    await t.rejects(observe(state, none), { message: /^observe: the iterate must be what init / })
    await t.rejects(observe(none, iterate), { message: /^observe: the state must be what start / })
    await t.rejects(preconditionerOf(adam(), none), { message: /^preconditionerOf: the iterate / })
  }
  await t.rejects(preconditionerOf(adam as never, iterate), {
    message: /^preconditionerOf: the opt/,
  })
})
