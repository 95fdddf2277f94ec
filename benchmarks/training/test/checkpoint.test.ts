import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBackend } from '@momenta/bench-backends'
import {
  decodeCheckpoint,
  disposeRun,
  encodeCheckpoint,
  removeCheckpoint,
  startRun,
  train,
  writeCheckpoint,
} from '@momenta/bench-training'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { tinyProblem, tinySettings } from './tinyProblem.js'

const problem = tinyProblem(7)
const spec = { base: { name: 'adam' as const }, memory: { of: 'momenta' as const, capacity: 2 } }

for (const backend of ['cpu', 'wasm'] as const)
  t.test(`on ${backend} a run goes on from its bytes bit for bit, and leaks nothing`, async (t) => {
    await startBackend(backend)
    const settings = tinySettings({ epochs: 2 }, spec)
    const before = tf.memory().numTensors
    const whole = await train(problem, settings, startRun(problem, settings))
    let steps = 0
    const part = await train(problem, settings, startRun(problem, settings), () => ++steps === 4)
    const bytes = await encodeCheckpoint('key', part)
    disposeRun(part)
    const again = decodeCheckpoint(problem, settings, 'key', bytes)
    t.equal(again.step, 4)
    const end = await train(problem, settings, again)
    t.equal(
      Buffer.from((await encodeCheckpoint('key', end)).subarray(-300)).toString('hex'),
      Buffer.from((await encodeCheckpoint('key', whole)).subarray(-300)).toString('hex'),
      'parameters, entries and carried state',
    )
    disposeRun(end)
    disposeRun(whole)
    t.equal(tf.memory().numTensors, before)
  })

t.test(
  'bytes that are damaged or of something else are one clear line, and leak nothing',
  async (t) => {
    await startBackend('cpu')
    const settings = tinySettings()
    const state = startRun(problem, settings)
    const bytes = Buffer.from(await encodeCheckpoint('key', state))
    disposeRun(state)
    const before = tf.memory().numTensors
    const decode =
      (changed: Uint8Array, key = 'key', like = problem) =>
      () =>
        decodeCheckpoint(like, settings, key, changed)
    const says = (line: string) => ({
      message: `checkpoint: ${line}; delete it to start the run again`,
    })
    t.throws(
      decode(bytes.subarray(0, -1)),
      says('the bytes must have the checksum of the first line, got a damaged or truncated file'),
    )
    const flipped = Buffer.from(bytes)
    flipped[bytes.length - 2] = (flipped[bytes.length - 2] as number) ^ 1
    t.throws(decode(flipped), /damaged/)
    t.throws(
      decode(bytes, 'other'),
      says('it must be of this task, optimizer and seed, got one of another run'),
    )
    t.throws(
      decode(Buffer.from('no JSON\n')),
      says('the first line must be JSON, got something else'),
    )
    t.throws(decode(Buffer.from('')), /must be JSON/)
    t.throws(
      decode(Buffer.from('{"version":3}\n')),
      says('the version must be 1 or 2, got 3: continue with the program that wrote it'),
    )
    t.throws(
      decode(Buffer.from('null\n')),
      says('the version must be 1 or 2, got undefined: continue with the program that wrote it'),
    )
    const text = bytes.toString('latin1').replace('"step":0', '"step":"a"')
    t.throws(decode(Buffer.from(text, 'latin1')), says('the first line must have a valid step'))
    // digits of the first line count as well as the bytes after it
    const counted = bytes
      .toString('latin1')
      .replace('"gradientEvaluations":0', '"gradientEvaluations":1')
    t.throws(decode(Buffer.from(counted, 'latin1')), /damaged/)
    const wider = { ...problem, start: () => ({ c: tf.zeros([2]) }) }
    t.throws(
      decode(bytes, 'key', wider),
      says('the carried tensors must be those of the model, got others'),
    )
    t.equal(tf.memory().numTensors, before)
  },
)

t.test('a checkpoint of version 1, whose checksum is of its bytes alone, is read', async (t) => {
  await startBackend('cpu')
  const settings = tinySettings()
  const state = startRun(problem, settings)
  const bytes = Buffer.from(await encodeCheckpoint('key', state))
  disposeRun(state)
  const end = bytes.indexOf(10)
  const body = bytes.subarray(end + 1)
  const header = JSON.parse(bytes.subarray(0, end).toString())
  const sha256 = createHash('sha256').update(body).digest('hex')
  const old = Buffer.from(`${JSON.stringify({ ...header, version: 1, sha256 })}\n`)
  const again = decodeCheckpoint(problem, settings, 'key', Buffer.concat([old, body]))
  t.equal(again.step, 0)
  disposeRun(again)
})

t.test('a checkpoint that cannot be written is one clear line', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'momenta-'))
  mkdirSync(join(folder, 'taken'))
  t.throws(() => writeCheckpoint(join(folder, 'taken'), Buffer.from('one')), {
    message: `results: ${join(folder, 'taken')} must be a file, got a folder; move it away or name another folder.`,
  })
  t.same(readdirSync(folder), ['taken'])
})

t.test('a finished run leaves no checkpoint, nor what a killed process left of one', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'momenta-'))
  const files = ['a.checkpoint', 'a.checkpoint.17.tmp', 'ab.checkpoint', 'ab.checkpoint.17.tmp']
  for (const file of files) writeFileSync(join(folder, file), '')
  removeCheckpoint(join(folder, 'a.checkpoint'))
  t.same(readdirSync(folder).sort(), ['ab.checkpoint', 'ab.checkpoint.17.tmp'])
  removeCheckpoint(join(folder, 'none', 'a.checkpoint'))
})
