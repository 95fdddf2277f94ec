import { eager } from '@momenta/eager'
import { fused } from '@momenta/fused'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { unless } from './onTensorflow.js'
import { search, searches } from './searching.js'

for (const [name, one] of Object.entries(searches))
  t.test(`${name} searches on TensorFlow as on cpu up to rounding`, unless, async (t) => {
    await tf.setBackend('cpu')
    const wanted = await search(eager(one))
    await tf.setBackend('tensorflow')
    const found = await search(fused(one))
    t.same([found.wrong, wanted.wrong], [[], []])
    // 5 searches: a few units of float32, which the curvature of 10 and a direction carry on
    const far = found.losses.map((loss, i) => Math.abs(loss - (wanted.losses[i] as number)) / loss)
    t.ok(Math.max(...far) < 1e-3, `${far}`)
  })
