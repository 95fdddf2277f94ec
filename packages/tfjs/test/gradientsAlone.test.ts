import { optimizer, type Transform } from '@momenta/core'
import * as all from '@momenta/optimizers'
import { tfOptimizer } from '@momenta/tfjs'
import { accumulate, applyIfFinite, freezable, inSteps, reduceOnPlateau } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { useBackend } from './models.js'

await useBackend('cpu')

const made = Object.entries(all).flatMap(([name, make]) =>
  Object.hasOwn(make, 'base') ? [[name, (make as typeof all.adam)()] as const] : [],
)

const inside: { readonly [name: string]: (transform: Transform) => Transform } = {
  alone: (transform) => transform,
  accumulate: (transform) => accumulate(transform, { every: 1 }),
  applyIfFinite,
  freezable,
  inSteps,
}

t.test('gradients alone give numbers, or one line before anything changes', async (t) => {
  const w = tf.variable(tf.tensor2d([[1, 2]]), true, 'alone')
  const gradients = { alone: tf.tensor2d([[0.5, -1]]) }
  const refused = new Set<string>()
  for (const [name, { transform, estimators }] of made)
    for (const [combinator, wrap] of Object.entries(inside)) {
      w.assign(tf.tensor2d([[1, 2]]))
      const trained = tfOptimizer({ transform: wrap(transform), estimators })
      try {
        for (let i = 0; i < 3; i++) trained.applyGradients(gradients)
        t.ok([...w.dataSync()].every(Number.isFinite), `${name} ${combinator}: ${w.dataSync()}`)
      } catch (error) {
        refused.add(name)
        t.match(error, { name: 'TypeError', message: /^applyGradients: .*; call minimize\(.*\)$/ })
        t.same([[...w.dataSync()], trained.iterations], [[1, 2], 0], `${name} ${combinator}`)
      }
      trained.dispose()
    }
  t.same(
    ['momo', 'momoAdam', 'polyakSGD', 'lbfgs'].filter((name) => !refused.has(name)),
    [],
  )
  t.notOk(refused.has('adam'))
})

t.test('a rate that falls with the loss does not fall without one', async (t) => {
  const w = tf.variable(tf.scalar(1), true, 'plateau')
  const { transform } = all.sgd()
  const trained = tfOptimizer(optimizer([...transform, ...reduceOnPlateau({ patience: 2 })]))
  t.throws(() => trained.applyGradients({ plateau: tf.scalar(1) }), {
    message:
      'applyGradients: the optimizer must not need the loss, got one with reduceOnPlateau; call minimize(loss, returnCost, variables)',
  })
  t.same([...w.dataSync()], [1])
})
