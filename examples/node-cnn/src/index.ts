// Trains a small convolutional network, two epochs at a time: each start continues from run.safetensors.
import { existsSync } from 'node:fs'
import { readCheckpoint, writeCheckpoint } from '@momenta/checkpoints/node'
import { adamCM, fused, oracleOf } from '@momenta/tfjs'
import * as tf from '@tensorflow/tfjs-core'
import { images } from './images.js'
import { accuracy, initialParams, loss, type Params } from './network.js'
import { selectBackend } from './selectBackend.js'

const path = 'run.safetensors'
const stepsPerEpoch = 20

console.log(`backend: ${await selectBackend()}`)
const optimizer = adamCM({ learningRate: 3e-3 })
const { init, step } = fused(optimizer)
const params = initialParams()
let iterate = existsSync(path) ? await readCheckpoint(optimizer, path, params) : init(params)
console.log(iterate.state.step === 0 ? 'starting' : `resuming after step ${iterate.state.step}`)

const unseen = images(300, 1000)
for (let epoch = 0; epoch < 2; epoch++) {
  for (let i = 0; i < stepsPerEpoch; i++) {
    const batch = images(32, iterate.state.step)
    iterate = step(
      oracleOf((params: Params) => loss(params, batch)),
      iterate,
    )
    tf.dispose(batch)
  }
  await writeCheckpoint(path, iterate)
  const share = (await accuracy(iterate.params, unseen).data())[0] as number
  console.log(`step ${iterate.state.step}: ${(100 * share).toFixed(1)} % of unseen images`)
}
