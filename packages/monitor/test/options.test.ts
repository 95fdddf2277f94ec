import { monitor } from '@momenta/monitor'
import { adam } from '@momenta/optimizers'
import { quadratic } from '@momenta/probes'
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
