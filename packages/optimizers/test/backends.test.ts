import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { perLeaf, storedNorm } from '@momenta/core'
import { disposeIterate, eager } from '@momenta/eager'
import { float64 } from '@momenta/float64'
import { withSAM } from '@momenta/optimizers'
import { loadTensorflow } from '@momenta/tensorflow'
import { applyIfFinite } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { finished } from './finished.js'

tf.enableProdMode()
await tf.setBackend('cpu')
const loaded = await loadTensorflow()
/** Where TensorFlow cannot be had, its tests are skipped, saying why. */
const unless = loaded.ok ? {} : { skip: loaded.message }

/** Shampoo's ε is above the rounding of sums in float32, which its roots would show. */
const given = (name: string) => (name.startsWith('shampoo') ? { eps: 0.01 } : {})

/**
 * L-BFGS behind a buffer divides by curvatures near 0, which amplify rounding without bounds.
 */
const comparable = finished.filter(([name]) => !/^lbfgsC/.test(name))

/** Each of them alone, with SAM, and with stored norms. */
const variants = comparable.flatMap(([name, factory]) => [
  [name, factory(given(name))] as const,
  [`${name}, SAM`, withSAM(factory(given(name)))] as const,
  [
    `${name}, stored norms per leaf, finite`,
    {
      ...factory(),
      transform: applyIfFinite(
        factory({
          ...given(name),
          ...(/C[MG]$/.test(name) ? { key: perLeaf(storedNorm()) } : {}),
        }).transform,
      ),
    },
  ] as const,
])

/** Ten steps of optimizers on the current backend, against float64: those that part. */
const partFromFloat64 = (subjects: typeof variants): readonly string[] => {
  const failures: string[] = []
  const at = [0.5, -1.25, 2]
  const gradient = (x: readonly number[]) => x.map((n, i) => (i + 1) * n + Math.sin(2 * n))
  const loss = (x: readonly number[]) =>
    x.reduce((sum, n, i) => sum + ((i + 1) * n * n - Math.cos(2 * n)) / 2, 0)
  for (const [name, factory] of subjects) {
    const exact = float64(factory)
    const tensors = eager(factory)
    let a = exact.init([Float64Array.from(at)])
    const first = tf.tensor1d(at)
    let b = tensors.init([first])
    first.dispose()
    for (let i = 0; i < 10; i++) {
      a = exact.step(
        ([x]) => ({
          value: loss(Array.from(x as Float64Array)),
          grads: [Float64Array.from(gradient(Array.from(x as Float64Array)))],
        }),
        a,
      )
      b = tensors.step(
        ([x]) => ({
          value: tf.scalar(loss(Array.from((x as tf.Tensor).dataSync()))),
          grads: [tf.tensor1d(gradient(Array.from((x as tf.Tensor).dataSync())))],
        }),
        b,
      )
    }
    const got = Array.from(b.params[0]?.dataSync() ?? [])
    // 10 steps, numbers of size 2, 2^-24 each, AdaBelief's division by a small surprise the worst
    // of them
    const worst = Math.max(...got.map((n, i) => Math.abs(n - (a.params[0]?.[i] as number))))
    if (!(worst < 1e-4)) failures.push(`${name}: ${worst}`)
    disposeIterate(b)
  }
  return failures
}

t.test(
  'the eager run agrees with float64 to float32 rounding, for every finished optimizer, with SAM or without',
  async (t) => {
    t.same(partFromFloat64(variants), [])
    t.equal(tf.memory().numTensors, 0)
  },
)

t.test(
  'so does one of the three on TensorFlow, in turns, and no tensor leaks',
  unless,
  async (t) => {
    await tf.setBackend('tensorflow')
    t.same(partFromFloat64(variants.filter((_, i) => i % 3 === Math.floor(i / 3) % 3)), [])
    t.equal(tf.memory().numTensors, 0)
    await tf.setBackend('cpu')
  },
)
