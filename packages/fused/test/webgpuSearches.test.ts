import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { eager } from '@momenta/eager'
import { fused } from '@momenta/fused'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { errors, unless } from './onWebgpu.js'
import { search, searches } from './searching.js'

for (const [name, one] of Object.entries(searches))
  t.test(`${name} searches on webgpu as on cpu up to rounding`, unless, async (t) => {
    await tf.setBackend('cpu')
    const wanted = await search(eager(one))
    await tf.setBackend('webgpu')
    const found = await search(fused(one))
    t.same([found.wrong, wanted.wrong], [[], []])
    t.ok(found.losses.every((loss, i, all) => i === 0 || loss < (all[i - 1] as number)))
    // 5 searches: a few units of float32, which the curvature of 10 and a direction carry on
    const far = found.losses.map((loss, i) => Math.abs(loss - (wanted.losses[i] as number)) / loss)
    t.ok(Math.max(...far) < 1e-3, `${far}`)
    t.same(errors, [])
  })
