import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCheckpoint, writeCheckpoint } from '@momenta/checkpoints/node'
import { eager, type Iterate, oracleOf } from '@momenta/eager'
import { fused } from '@momenta/fused'
import { adam, adamCM, nadam } from '@momenta/optimizers'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

tf.enableProdMode()

type Params = { readonly w: tf.Tensor1D }
const oracle = oracleOf(({ w }: Params) => tf.sum(tf.square(tf.sub(w, [1, 2, 3]))))
const start = (): Params => ({ w: tf.tensor1d([3, -2, 0.5]) })
const bitsOf = ({ params }: Iterate<Params>) => [
  ...new Uint32Array((params.w.dataSync() as Float32Array).slice().buffer),
]

for (const backend of ['cpu', 'wasm'])
  for (const [name, run] of [
    ['eager', eager],
    ['fused', fused],
  ] as const)
    t.test(`${name} on ${backend} resumes from a file bit for bit`, async (t) => {
      await tf.setBackend(backend)
      const { init, step } = run(adamCM({ learningRate: 0.1, capacity: 3 }))
      const path = join(t.testdir(), 'run.safetensors')
      let iterate = init(start())
      for (let i = 0; i < 7; i++) iterate = step(oracle, iterate)
      await writeCheckpoint(path, iterate)
      let resumed = await readCheckpoint(adamCM({ learningRate: 0.1, capacity: 3 }), path, start())
      for (let i = 0; i < 7; i++) {
        iterate = step(oracle, iterate)
        resumed = step(oracle, resumed)
      }
      t.same(bitsOf(resumed), bitsOf(iterate))
      t.equal(resumed.state.step, 14)
    })

t.test('a checkpoint replaces the one before and leaves no other file', async (t) => {
  await tf.setBackend('cpu')
  const folder = t.testdir()
  const path = join(folder, 'run.safetensors')
  const { init, step } = eager(adam())
  const first = init(start())
  await writeCheckpoint(path, first)
  await writeCheckpoint(path, step(oracle, first))
  t.equal((await readCheckpoint(adam(), path, start())).state.step, 1)
  t.same(readdirSync(folder), ['run.safetensors'])
})

t.test('a checkpoint that cannot be written leaves the old one as it was', async (t) => {
  const folder = t.testdir({ taken: {} })
  const path = join(folder, 'taken')
  const iterate = eager(adam()).init(start())
  await t.rejects(writeCheckpoint(path, iterate), {
    message: /^writeCheckpoint: cannot write ".*taken": [^\n]+$/,
  })
  t.same(readdirSync(folder), ['taken'], 'no temporary file is left')
  await t.rejects(writeCheckpoint(join(folder, 'none', 'x'), iterate), {
    message: /^writeCheckpoint: cannot write ".*x": ENOENT/,
  })
  await t.rejects(writeCheckpoint(join(folder, 'x'), {} as never), {
    message: /^save: the iterate must be/,
  })
})

t.test('a file that is missing, damaged or of another run is one line with its name', async (t) => {
  const folder = t.testdir()
  const path = join(folder, 'run.safetensors')
  const refused = async (reason: RegExp, read: () => Promise<unknown>) => {
    const error = await read().then(
      () => undefined,
      (one: Error) => one,
    )
    t.match(error?.message, /^readCheckpoint: cannot read "[^\n]+$/)
    t.match(error?.message, reason)
  }
  await refused(/ENOENT/, () => readCheckpoint(adam(), path, start()))
  mkdirSync(join(folder, 'folder'))
  await refused(/EISDIR/, () => readCheckpoint(adam(), join(folder, 'folder'), start()))
  await writeCheckpoint(path, eager(adam()).init(start()))
  await refused(/nadam|scaleByNadam|nesterov/i, () => readCheckpoint(nadam(), path, start()))
  await refused(/must have 'v'/, () => readCheckpoint(adam(), path, { v: tf.tensor1d([0, 0, 0]) }))
  await refused(/shape \[2\]/, () => readCheckpoint(adam(), path, { w: tf.tensor1d([0, 0]) }))
  const bytes = readFileSync(path)
  writeFileSync(path, bytes.subarray(0, bytes.length - 4))
  await refused(/truncated/, () => readCheckpoint(adam(), path, start()))
  bytes[bytes.length - 1] = (bytes[bytes.length - 1] as number) ^ 1
  writeFileSync(path, bytes)
  await refused(/checksum/, () => readCheckpoint(adam(), path, start()))
})
