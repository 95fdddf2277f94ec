import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { memoriesOf, optimizer } from '@momenta/core'
import type { Iterate, Oracle } from '@momenta/eager'
import { fused } from '@momenta/fused'
import { adamCM, sgd } from '@momenta/optimizers'
import { accumulate } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

tf.enableProdMode()

type Params = { readonly w: tf.Tensor }
const ones: Oracle<Params> = ({ w }) => ({
  value: tf.scalar(0),
  grads: { w: tf.mul(tf.onesLike(w), [1, 2, 3, 4]) },
})

/** Arrays and tensors on the numbers of an iterate, got in every way that tfjs has. */
const taken = async (tensors: readonly tf.Tensor[]) => {
  const slices = tensors.flatMap((tensor) => [
    tf.slice(tensor, [0], [2]),
    tf.reshape(tensor, [2, 2]),
    ...tf.split(tensor as tf.Tensor1D, 2),
  ])
  const arrays = await Promise.all(
    tensors.flatMap((tensor) => [tensor.dataSync(), tensor.data(), tensor.bufferSync().values]),
  )
  const now = () => JSON.stringify([arrays, slices.map((slice) => [...slice.dataSync()])])
  return { now, was: now() }
}

const tensorsOf = ({ params, state }: Iterate<Params>): readonly tf.Tensor[] => [
  params.w,
  ...state.parts.flatMap(({ slots, buffers }) => [
    ...Object.values(slots).map((values) => values.w as tf.Tensor),
    ...(buffers.w ?? []),
  ]),
]

for (const backend of ['cpu', 'wasm']) {
  t.test(
    `on ${backend} arrays and slices that somebody has taken keep their numbers`,
    async (t) => {
      await tf.setBackend(backend)
      const optimizers = {
        momentum: sgd({ momentum: 0.5 }),
        memory: adamCM({ capacity: 2 }),
        accumulated: optimizer(accumulate(sgd({ momentum: 0.5 }).transform, { every: 2 })),
      }
      for (const [name, one] of Object.entries(optimizers))
        for (const before of [1, 2, 3, 6]) {
          const { init, step } = fused(one)
          let iterate = init({ w: tf.tensor1d([1, 2, 3, 4]) } as Params)
          for (let i = 0; i < before; i++) iterate = step(ones, iterate)
          const { now, was } = await taken(tensorsOf(iterate))
          for (let i = 0; i < 6; i++) iterate = step(ones, iterate)
          t.equal(now(), was, `${name}, after ${before} steps`)
        }
    },
  )

  t.test(`on ${backend} looking on changes nothing`, async (t) => {
    await tf.setBackend(backend)
    const { init, step } = fused(sgd({ momentum: 0.5, learningRate: 1 }))
    let iterate = init({ w: tf.zeros([4]) } as Params)
    // momentum 1, 1.5, 1.75, 1.875 of the gradients 1 to 4
    let w = 0
    for (const momentum of [1, 1.5, 1.75, 1.875]) {
      iterate = step(ones, iterate)
      w -= momentum
      const slot = iterate.state.parts[0]?.slots.trace?.w as tf.Tensor
      t.same(
        [...slot.dataSync()],
        [1, 2, 3, 4].map((n) => n * momentum),
      )
      t.same(
        [...iterate.params.w.dataSync()],
        [1, 2, 3, 4].map((n) => n * w),
      )
    }
  })
}

t.test('entries that are read in every step keep the offered values', async (t) => {
  await tf.setBackend('cpu')
  const one = adamCM({ capacity: 2 })
  const { init, step } = fused(one)
  let iterate = init({ w: tf.zeros([4]) } as Params)
  const seen: Float32Array[] = []
  const copies: number[][] = []
  for (let i = 0; i < 12; i++) {
    iterate = step(ones, iterate)
    for (const [entry] of memoriesOf(one.transform, iterate.state)[0]?.entries ?? []) {
      const array = (entry as tf.Tensor).dataSync() as Float32Array
      seen.push(array)
      copies.push([...array])
    }
  }
  t.ok(seen.length > 10)
  t.same(
    seen.map((array) => [...array]),
    copies,
  )
})
