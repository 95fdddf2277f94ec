import '@tensorflow/tfjs-backend-cpu'
import * as core from '@momenta/core'
import { float64 } from '@momenta/float64'
import * as optimizers from '@momenta/optimizers'
import * as schedules from '@momenta/schedules'
import * as tfjs from '@momenta/tfjs'
import * as transforms from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { textOf } from './workspace.js'

const exported: { readonly [name: string]: unknown } = {
  ...core,
  ...schedules,
  ...transforms,
  ...tfjs,
  ...optimizers,
}

/** The cells of the tables of a page. */
const rowsOf = (page: string): readonly (readonly string[])[] =>
  textOf(`docs/guide/${page}.md`)
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
    .map((line) =>
      line
        .slice(1, -1)
        .split(' | ')
        .map((cell) => cell.trim()),
    )

const codeIn = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code as string)

const evaluated = (code: string): unknown =>
  new Function('tf', ...Object.keys(exported), `return (${code})`)(tf, ...Object.values(exported))

const gradients = Array.from({ length: 30 }, (_, step) =>
  Array.from({ length: 5 }, (_, i) => Math.sin(3.7 * (step + 1) * (i + 1)) + 0.3 * i),
)

const trainedByTf = (optimizer: tf.Optimizer): readonly number[] => {
  const w = tf.variable(tf.ones([5]))
  for (const g of gradients) optimizer.applyGradients({ [w.name]: tf.tensor1d(g) })
  return Array.from(w.dataSync())
}
const trained = (optimizer: core.Optimizer): readonly number[] => {
  const { init, step } = float64(optimizer)
  let iterate = init([Float64Array.of(1, 1, 1, 1, 1)])
  for (const g of gradients)
    iterate = step(() => ({ value: 0, grads: [Float64Array.from(g)] }), iterate)
  return Array.from(iterate.params[0] as Float64Array)
}

t.test('each row of the table of tf.train trains as the optimizer that it replaces', async (t) => {
  await tf.setBackend('cpu')
  const rows = rowsOf('from-tf-train').filter(([theirs]) => theirs?.startsWith('`tf.train'))
  t.ok(rows.length > 8)
  for (const [theirs = '', ours = ''] of rows) {
    const [a, b] = [codeIn(theirs)[0] as string, codeIn(ours)[0] as string]
    const expected = trainedByTf(evaluated(a) as tf.Optimizer)
    const got = trained(evaluated(b) as core.Optimizer)
    const worst = Math.max(...got.map((x, i) => Math.abs(x - (expected[i] as number))))
    // float32 there; β₂ᵗ of tf.train.adam loses digits
    t.ok(worst < 1e-4, `${a}: ${worst}`)
  }
})

t.test('every function that the tables of migration name is exported', async (t) => {
  const builtIn = new Set(['trunc'])
  for (const page of ['from-optax', 'from-pytorch']) {
    const names = rowsOf(page)
      .flatMap(([, ours]) => codeIn(ours))
      .flatMap((code) => [...code.matchAll(/\b([a-z]\w*)\(/g)].map(([, name]) => name as string))
    t.ok(names.length > 15)
    t.same(
      [...new Set(names)].filter((name) => !builtIn.has(name) && !Object.hasOwn(exported, name)),
      [],
      page,
    )
  }
})
