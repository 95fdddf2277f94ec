import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { disposeIterate, type Iterate, oracleOf } from '@momenta/eager'
import { fused } from '@momenta/fused'
import { sgd } from '@momenta/optimizers'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { errors, unless } from './onWebgpu.js'

type Params = { readonly w: tf.Tensor }

/** The velocity and the parameters of an iterate. */
const heldBy = ({ state, params }: Iterate<Params>): readonly tf.Tensor[] => [
  ...state.parts.flatMap(({ slots }) => Object.values(slots).flatMap((byLeaf) => byLeaf.w ?? [])),
  params.w,
]

const read = async (tensors: readonly tf.Tensor[]) =>
  (await Promise.all(tensors.map((tensor) => tensor.data()))).map((data) => [...data])

t.test(
  'a read that ends after a step has the numbers before, later ones those after',
  unless,
  async (t) => {
    await tf.setBackend('webgpu')
    const before = tf.memory().numTensors
    const { init, stepAsync } = fused(sgd({ learningRate: 1, momentum: 0.5 }))
    const oracle = oracleOf(({ w }: Params) => tf.sum(w) as tf.Scalar)
    const w = tf.tensor1d([8, 16])
    let iterate = await stepAsync(oracle, await stepAsync(oracle, init({ w })))
    // not awaited: the step overwrites what is being read
    const reading = read(heldBy(iterate))
    iterate = await stepAsync(oracle, iterate)
    t.same(await reading, [
      [1.5, 1.5],
      [5.5, 13.5],
    ])
    t.same(await read(heldBy(iterate)), [
      [1.75, 1.75],
      [3.75, 11.75],
    ])
    disposeIterate(iterate)
    w.dispose()
    t.equal(tf.memory().numTensors, before)
    t.same(errors, [])
  },
)
