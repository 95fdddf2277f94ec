import { storage } from './browser.js'
import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import {
  hasCheckpoint,
  readCheckpoint,
  removeCheckpoint,
  writeCheckpoint,
} from '@momenta/checkpoints/browser'
import { disposeIterate, eager, type Iterate, oracleOf } from '@momenta/eager'
import { adam, adamCM } from '@momenta/optimizers'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

tf.enableProdMode()
await tf.setBackend('cpu')

type Params = { readonly w: tf.Tensor1D }
const oracle = oracleOf(({ w }: Params) => tf.sum(tf.square(tf.sub(w, 1))))
const start = (): Params => ({ w: tf.tensor1d([3, -2, 0.5]) })
const optimizer = adamCM({ learningRate: 0.1, capacity: 3 })
const { init, step } = eager(optimizer)
const bitsOf = ({ params }: Iterate<Params>) => [...params.w.dataSync()]
const messageOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'nothing was thrown',
    (error: Error) => error.message,
  )

for (const url of ['indexeddb://run', 'localstorage://run'])
  t.test(`a run resumes from ${url} bit for bit, as often as it is saved`, async (t) => {
    t.notOk(await hasCheckpoint(url))
    let iterate = init(start())
    for (let i = 0; i < 5; i++) {
      iterate = step(oracle, iterate)
      const { numTensors } = tf.memory()
      await writeCheckpoint(url, iterate)
      t.equal(tf.memory().numTensors, numTensors, 'a write leaves no tensor')
      t.equal(Object.keys(await tf.io.listModels()).length, 1, 'one checkpoint is kept')
    }
    const params = start()
    const { numTensors } = tf.memory()
    disposeIterate(await readCheckpoint(optimizer, url, params))
    t.equal(tf.memory().numTensors, numTensors, 'a read only what it returns')
    let resumed = await readCheckpoint(optimizer, url, params)
    for (let i = 0; i < 5; i++) {
      iterate = step(oracle, iterate)
      resumed = step(oracle, resumed)
    }
    t.same(bitsOf(resumed), bitsOf(iterate))
    t.ok(await hasCheckpoint(url))
    await removeCheckpoint(url)
    t.notOk(await hasCheckpoint(url))
    t.match(
      await messageOf(readCheckpoint(optimizer, url, start())),
      `readCheckpoint: cannot read "${url}": there is no checkpoint of this name`,
    )
  })

t.test('a full localStorage is an error in one line, and the old checkpoint stays', async (t) => {
  const url = 'localstorage://full'
  const first = step(oracle, init(start()))
  await writeCheckpoint(url, first)
  const saved = storage.size()
  for (const room of [0, 10, 200, 500, 1000]) {
    storage.limitTo(saved + room)
    const message = await messageOf(writeCheckpoint(url, step(oracle, init(start()))))
    t.match(message, /^writeCheckpoint: cannot write "localstorage:\/\/full": the storage is full/)
    t.match(message, /the old checkpoint is unchanged; free some, or use indexeddb/)
    t.notMatch(message, '\n')
    t.equal(storage.size(), saved, `${room} characters of room: nothing stays of the new one`)
    t.equal((await readCheckpoint(optimizer, url, start())).state.step, 1)
  }
  storage.limitTo(Infinity)
  await removeCheckpoint(url)
})

t.test('the second place of a checkpoint is no name for another one', async (t) => {
  await writeCheckpoint('localstorage://run', step(oracle, init(start())))
  for (const run of [hasCheckpoint, removeCheckpoint])
    t.match(
      await messageOf(run('localstorage://run~') as Promise<unknown>),
      /^\w+: the name of a checkpoint must not end in ~, .*, got "localstorage:\/\/run~"$/,
    )
  await removeCheckpoint('localstorage://run')
})

t.test('a full IndexedDB is an error before anything is written', async (t) => {
  const url = 'indexeddb://full'
  await writeCheckpoint(url, step(oracle, init(start())))
  const estimate = async () => ({ quota: 1e6, usage: 1e6 - 100 })
  const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator')
  Object.defineProperty(globalThis, 'navigator', {
    value: { storage: { estimate } },
    configurable: true,
  })
  const message = await messageOf(writeCheckpoint(url, init(start())))
  if (before === undefined) Reflect.deleteProperty(globalThis, 'navigator')
  else Object.defineProperty(globalThis, 'navigator', before)
  t.match(
    message,
    /^writeCheckpoint: cannot write "indexeddb:\/\/full": the storage is full: [^\n]+$/,
  )
  t.equal((await readCheckpoint(optimizer, url, start())).state.step, 1)
  await removeCheckpoint(url)
})

t.test('a write that was interrupted anywhere leaves the old checkpoint', async (t) => {
  const url = 'localstorage://cut'
  await writeCheckpoint(url, step(oracle, init(start())))
  const before = new Map(storage.items)
  await writeCheckpoint(url, step(oracle, step(oracle, init(start()))))
  const written = [...storage.items].filter(([key]) => !before.has(key))
  for (let n = 0; n <= written.length; n++) {
    storage.items.clear()
    for (const [key, value] of [...before, ...written.slice(0, n)]) storage.items.set(key, value)
    const { state } = await readCheckpoint(optimizer, url, start())
    t.equal(state.step, n === written.length ? 2 : 1, `${n} of ${written.length} items`)
    // and the next write cleans up
    await writeCheckpoint(url, init(start()))
    t.equal((await readCheckpoint(optimizer, url, start())).state.step, 0)
    t.equal(Object.keys(await tf.io.listModels()).length, 1)
  }
  await removeCheckpoint(url)
})

t.test('a changed character anywhere in the data is an error or makes no difference', async (t) => {
  const url = 'localstorage://changed'
  const saved = step(oracle, init(start()))
  await writeCheckpoint(url, saved)
  const bits = bitsOf(saved)
  const before = new Map(storage.items)
  let errors = 0
  for (let i = 0; i < 1000; i++) {
    const [key, value] = [...before][i % before.size] as [string, string]
    const at = (i * 7919) % value.length
    const other = value[at] === 'A' ? 'B' : 'A'
    storage.items.set(key, value.slice(0, at) + other + value.slice(at + 1))
    const found = await readCheckpoint(optimizer, url, start()).catch((error: Error) => error)
    const line = /^readCheckpoint: cannot read "localstorage:\/\/changed": [^\n]+$/
    if (found instanceof Error) errors += 1
    if (found instanceof Error ? !line.test(found.message) : bitsOf(found).join() !== bits.join())
      t.fail(`${key} at ${at}: ${found instanceof Error ? found.message : bitsOf(found)}`)
    storage.items.set(key, value)
  }
  // a damaged checkpoint can be removed
  const [info] = [...before.keys()].filter((key) => key.endsWith('info'))
  storage.items.set(info as string, '{')
  t.ok(await hasCheckpoint(url))
  await removeCheckpoint(url)
  t.notOk(await hasCheckpoint(url))
  t.ok(errors > 300, `${errors} of 1000 are errors`)
})

t.test('another optimizer, other names and other shapes are errors in one line', async (t) => {
  const url = 'indexeddb://other'
  await writeCheckpoint(url, step(oracle, init(start())))
  const cannot = /^readCheckpoint: cannot read "indexeddb:\/\/other": load: [^\n]+$/
  t.match(await messageOf(readCheckpoint(adam(), url, start())), cannot)
  t.match(await messageOf(readCheckpoint(optimizer, url, { v: tf.zeros([3]) })), cannot)
  t.match(await messageOf(readCheckpoint(optimizer, url, { w: tf.zeros([4]) })), cannot)
})

t.test('addresses that are no checkpoint in a browser are errors', async (t) => {
  const iterate = init(start())
  for (const url of ['run.safetensors', 'indexeddb://', 'https://a.test/run', ''])
    t.match(
      await messageOf(writeCheckpoint(url, iterate)),
      /^writeCheckpoint: the address must be 'indexeddb:\/\/NAME' or 'localstorage:\/\/NAME', got "/,
    )
})

t.test('writes to one address at the same time are done one after another', async (t) => {
  const url = 'indexeddb://turns'
  const iterates = [0, 1, 2].map((n) => {
    let iterate = init(start())
    for (let i = 0; i < n; i++) iterate = step(oracle, iterate)
    return iterate
  })
  await Promise.all(iterates.map((iterate) => writeCheckpoint(url, iterate)))
  t.equal((await readCheckpoint(optimizer, url, start())).state.step, 2)
})
