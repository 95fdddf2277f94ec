import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { chain, type Estimator, optimizer, type Transform } from '@momenta/core'
import { eager } from '@momenta/eager'
import { clipNorm } from '@momenta/estimators'
import {
  ema,
  scaleByAdam,
  scaleByBelief,
  scaleByBeliefNu,
  scaleByLearningRate,
  scaleByNu,
  scaleByRms,
} from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

/** The parameters after each step of gradients (1e38, 1), then always (1, 1). */
const path = (transform: Transform, steps: number, ...estimators: readonly Estimator[]) => {
  const rate = scaleByLearningRate({ learningRate: 0.1 })
  const { init, step } = eager(optimizer(chain(transform, rate), ...estimators))
  let iterate = init({ w: tf.tensor1d([1, 1]) })
  return Array.from({ length: steps }, (_, s) => {
    const grads = { w: tf.tensor1d([s === 0 ? 1e38 : 1, 1]) }
    iterate = step(() => ({ value: tf.scalar(0), grads }), iterate)
    return [...iterate.params.w.dataSync()] as [number, number]
  })
}

const scalings: { readonly [name: string]: Transform } = {
  scaleByAdam: scaleByAdam(),
  amsgrad: scaleByAdam({ amsgrad: true }),
  scaleByNu: chain(ema(), scaleByNu()),
  scaleByRms: scaleByRms(),
  scaleByBelief: scaleByBelief(),
  scaleByBeliefNu: chain(ema(), scaleByBeliefNu()),
}

for (const backend of ['cpu', 'wasm'])
  t.test(
    `on ${backend} an element whose square overflowed once moves no more, and others do`,
    async (t) => {
      await tf.setBackend(backend)
      for (const [name, transform] of Object.entries(scalings)) {
        const points = path(transform, 20)
        for (const [w] of points) t.equal(w, 1, name)
        const [first, last] = [points[1]?.[1] as number, points[19]?.[1] as number]
        t.ok(Number.isFinite(last) && last < first, `${name}: ${last}`)
      }
      // clipped before, the large gradient is (1, 1e-38), and both elements move
      const [w, b] = path(scaleByAdam(), 20, clipNorm({ max: 1 }))[19] as [number, number]
      t.ok(w < 0.9 && b < 0.9, `${w}, ${b}`)
    },
  )
