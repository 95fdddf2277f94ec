import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { optimizer } from '@momenta/core'
import { disposeIterate, eager, type Iterate, oracleOf, type Runner } from '@momenta/eager'
import * as estimators from '@momenta/estimators'
import { fused } from '@momenta/fused'
import { adamCM } from '@momenta/optimizers'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

tf.enableProdMode()

type Params = { readonly w: tf.Tensor }
type Outputs = { readonly point: tf.Tensor; readonly twice: tf.Tensor }

const oracle = oracleOf<Params, Outputs>(({ w }) => ({
  loss: tf.sum(tf.square(w)) as tf.Scalar,
  aux: { point: w, twice: tf.mul(w, 2) },
}))
const adam = adamCM({ learningRate: 0.1, capacity: 2 })

/** The auxiliary outputs of each of six steps, as text. */
const outputsOf = ({ init, step }: Runner): readonly string[] => {
  let iterate: Iterate<Params, Outputs> = init({ w: tf.tensor1d([1, -2, 3]) })
  const texts: string[] = []
  for (let i = 0; i < 6; i++) {
    iterate = step(oracle, iterate)
    texts.push(`${iterate.aux?.point.dataSync()} ${iterate.aux?.twice.dataSync()}`)
  }
  disposeIterate(iterate)
  return texts
}

for (const backend of ['cpu', 'wasm'])
  t.test(`on ${backend} fused steps carry the outputs of eager ones, and leak none`, async (t) => {
    await tf.setBackend(backend)
    for (const factory of Object.values(estimators)) {
      const one = optimizer(adam.transform, factory())
      const wanted = outputsOf(eager(one))
      t.match(wanted[0], /^1,-2,3 2,-4,6$/)
      t.same(outputsOf(fused(one)), wanted, factory().name)
    }
  })

t.test(
  'a step frees the outputs of the step before, and a loss that throws leaves them',
  async (t) => {
    await tf.setBackend('wasm')
    const { init, step } = fused(adam)
    let first: Iterate<Params, Outputs> = init({ w: tf.tensor1d([1, -2, 3]) })
    // until the memory is full
    for (let i = 0; i < 4; i++) first = step(oracle, first)
    const before = tf.memory().numTensors
    const failing = oracleOf<Params, Outputs>(() => {
      throw new Error('the loss throws')
    })
    t.throws(() => step(failing, first), /the loss throws/)
    t.notOk(first.aux?.point.isDisposed)
    const second = step(oracle, first)
    t.ok(first.aux?.point.isDisposed)
    t.equal(tf.memory().numTensors, before)
    disposeIterate(second)
  },
)

t.test('a parameter that is an output too is not overwritten by the step', async (t) => {
  await tf.setBackend('wasm')
  const { init, step } = fused(adam)
  let iterate: Iterate<Params, Outputs> = init({ w: tf.tensor1d([1, -2, 3]) })
  for (let i = 0; i < 4; i++) {
    const at = `${iterate.params.w.dataSync()}`
    iterate = step(oracle, iterate)
    t.equal(`${iterate.aux?.point.dataSync()}`, at)
    t.not(`${iterate.params.w.dataSync()}`, at)
  }
})
