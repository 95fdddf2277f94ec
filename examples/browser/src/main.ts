import {
  hasCheckpoint,
  readCheckpoint,
  removeCheckpoint,
  writeCheckpoint,
} from '@momenta/checkpoints/browser'
import { adamCM, fused, oracleOf } from '@momenta/tfjs'
import * as tf from '@tensorflow/tfjs-core'
import { draw } from './draw'
import { initialParams, loss, type Params, spirals } from './network'
import { selectBackend } from './selectBackend'

const saved = 'indexeddb://two-spirals'
const byId = <E extends HTMLElement>(id: string) => document.getElementById(id) as E
const status = byId('status')

const train = async () => {
  const asked = new URLSearchParams(location.search)
  const backend = await selectBackend(asked.get('backend') === 'webgpu' ? 'webgpu' : 'wasm')
  const steps = Number(asked.get('steps') ?? 300)
  const data = spirals(200)
  const points = tf.tensor2d(data.points.map((point) => [...point]))
  const sides = tf.tensor1d(data.sides)
  const optimizer = adamCM({ learningRate: 0.01 })
  const { init, stepAsync } = fused(optimizer)
  const oracle = oracleOf((params: Params) => loss(params, points, sides))
  const params = initialParams()
  let iterate = (await hasCheckpoint(saved))
    ? await readCheckpoint(optimizer, saved, params)
    : init(params)
  const from = iterate.state.step
  for (let i = 1; i <= steps; i++) {
    // webgpu can be read only asynchronously
    iterate = await stepAsync(oracle, iterate)
    if (i % 50 !== 0 && i !== steps) continue
    const [value] = (await iterate.value?.data()) ?? []
    status.textContent = `${backend}, step ${iterate.state.step}: loss ${value?.toFixed(4)}`
    await draw(byId<HTMLCanvasElement>('plane'), iterate.params, data)
    await writeCheckpoint(saved, iterate)
  }
  status.textContent += from === 0 ? '; saved' : `; continued from step ${from}; saved`
}

byId('forget').addEventListener('click', () => {
  removeCheckpoint(saved).then(() => location.reload())
})
train().catch((error: Error) => {
  status.textContent = error.message
})
