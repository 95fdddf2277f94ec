import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { chain, type Optimizer, optimizer, remember, type Transform } from '@momenta/core'
import {
  disposeIterate,
  eager,
  type Iterate,
  load,
  loadBinary,
  save,
  saveBinary,
} from '@momenta/eager'
import { sam } from '@momenta/estimators'
import { accumulate, ema, scaleByAdam, scaleByLearningRate, trace } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

tf.enableProdMode()
await tf.setBackend('cpu')

type Point = { readonly w: tf.Tensor; readonly b: tf.Tensor }

const rate = scaleByLearningRate({ learningRate: 0.05 })
const cm = (options: Parameters<typeof remember>[0] = {}): Transform =>
  chain(ema(), remember({ capacity: 3, ...options }), rate)
const like: Point = { w: tf.tensor1d([1, -2, 0.5]), b: tf.scalar(4) }
const oracle = (at: number) => (): { value: tf.Scalar; grads: Point } => ({
  value: tf.scalar(0),
  grads: { w: tf.tensor1d([Math.sin(at), 1, -1]), b: tf.scalar(Math.cos(at)) },
})
const walk = (subject: Optimizer, from: number, n: number, start?: Iterate<Point>) => {
  const { init, step } = eager(subject)
  let it = start ?? init(like)
  for (let i = 0; i < n; i++) it = step(oracle(from + i), it)
  return it
}
const savedOf = async (subject: Optimizer, n = 8) => {
  const it = walk(subject, 0, n)
  const saved = await save(it)
  disposeIterate(it)
  return saved
}
const oneLine = (message: string): boolean => /^load: [^\n\r]+$/.test(message)
const refused = (t: Tap, name: string, run: () => unknown, message: RegExp) => {
  const before = tf.memory().numTensors
  t.throws(run, { message }, name)
  try {
    run()
  } catch (error) {
    t.ok(oneLine((error as Error).message), `${name}: one line: ${(error as Error).message}`)
  }
  t.equal(tf.memory().numTensors, before, `${name}: nothing leaked`)
}
type Tap = { throws: typeof t.throws; ok: typeof t.ok; equal: typeof t.equal }

t.test('data of other parts or estimators are an error that names the part', async (t) => {
  const pairs: readonly (readonly [string, Optimizer, Optimizer, RegExp])[] = [
    [
      'more parts',
      optimizer(cm()),
      optimizer(chain(cm(), rate)),
      /the parts must be \[ema, remember, scaleByLearningRate, scaleByLearningRate\], got \[ema, remember, scaleByLearningRate\]/,
    ],
    ['another part', optimizer(ema()), optimizer(trace()), /parts must be \[trace\], got \[ema\]/],
    [
      'amsgrad',
      optimizer(scaleByAdam({ amsgrad: true })),
      optimizer(scaleByAdam()),
      /part 0 \(scaleByAdam\)/,
    ],
    [
      'without SAM',
      optimizer(cm(), sam()),
      optimizer(cm()),
      /the estimators must be \[\], got \[sam\]/,
    ],
    [
      'with SAM',
      optimizer(cm()),
      optimizer(cm(), sam()),
      /the estimators must be \[sam\], got \[\]/,
    ],
  ]
  for (const [name, a, b, message] of pairs) {
    const saved = await savedOf(a, 3)
    refused(t, name, () => load(b, saved, like), message)
    t.doesNotThrow(() => disposeIterate(load(a, saved, like)), name)
  }
})

t.test('parameters that were added, removed or changed are named', async (t) => {
  const subject = optimizer(cm())
  const saved = await savedOf(subject)
  const c = tf.scalar(1)
  refused(
    t,
    'one more',
    () => load(subject, saved, { ...like, c }),
    /the parameters must have 'c', got none/,
  )
  refused(
    t,
    'one less',
    () => load(subject, saved, { w: like.w }),
    /the parameters must not have 'b'/,
  )
  refused(
    t,
    'another shape',
    () => load(subject, saved, { ...like, w: c }),
    /parameter 'w' must have shape \[\], got \[3\]/,
  )
  refused(
    t,
    'no tensors',
    () => load(subject, saved, { w: [1] }),
    /a tree holds tensors.*got number at 'w\/0'/,
  )
  c.dispose()
})

t.test('data that save did not return are errors', async (t) => {
  const subject = optimizer(cm())
  const saved = await savedOf(subject)
  const cyclic: { self?: unknown } = {}
  cyclic.self = cyclic
  let deep: unknown = 1
  for (let i = 0; i < 20_000; i++) deep = [deep]
  const cases: readonly (readonly [string, unknown, RegExp])[] = [
    ['a forgotten await', Promise.resolve(saved), /got a Promise; await it/],
    ['nothing', undefined, /got nothing/],
    ['null', null, /got null/],
    ['text', JSON.stringify(saved), /got a string; parse it with JSON.parse/],
    ['bytes', new Uint8Array(8), /use loadBinary/],
    ['a list', [saved], /got a list/],
    ['a cycle', cyclic, /nested at most 100 deep/],
    ['deep', { ...saved, deep }, /nested at most 100 deep/],
    [
      'a proxy',
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('boom')
          },
        },
      ),
      /readable, got an error: Error: boom/,
    ],
    [
      'a getter',
      {
        get format() {
          throw new Error('a\nb')
        },
      },
      /a\\nb/,
    ],
    ['a symbol', { ...saved, format: Symbol('x') }, /data.format must be JSON/],
    ['BigInt', { ...saved, step: 3n }, /data.step must be JSON/],
    [
      'another version',
      { ...saved, version: 1 },
      /must be momenta-iterate 2, got "momenta-iterate" 1/,
    ],
    ['a name too many', { ...saved, more: 1 }, /data must not have 'more'/],
    [
      'an own __proto__',
      JSON.parse(`{"__proto__": 1, ${JSON.stringify(saved).slice(1)}`),
      /must not have '__proto__'/,
    ],
  ]
  for (const [name, data, message] of cases)
    refused(t, name, () => load(subject, data as never, like), message)
  refused(
    t,
    'swapped',
    () => load(saved as never, subject as never, like),
    /the optimizer must be what optimizer\(\)/,
  )
  refused(t, 'no bytes', () => loadBinary(subject, saved as never, like), /must be a Uint8Array/)
})

/**
 * Changes one value in some data: a path of names and a function of the value; undefined removes
 * it.
 */
const changed = (data: unknown, path: string, f: (was: never) => unknown): unknown => {
  const copy = JSON.parse(JSON.stringify(data))
  const names = path.split('.')
  const last = names.pop() as string
  const holder = names.reduce((node, name) => node[name], copy)
  const now = f(holder[last] as never)
  if (now === undefined) delete holder[last]
  else holder[last] = now
  return copy
}

t.test('impossible host state, keys and values are errors that name them', async (t) => {
  const subject = optimizer(chain(cm(), accumulate(scaleByAdam(), { every: 4 })))
  const saved = await savedOf(subject, 9)
  const memory = 'parts.1.host.shared'
  const is = (value: unknown) => () => value
  const gone = is(undefined)
  const shorter = (list: readonly unknown[]) => list.slice(1)
  const cases: readonly (readonly [string, string, (was: never) => unknown, RegExp])[] = [
    ['a count of NaN', 'parts.0.host', is(Number.NaN), /host must be a finite number, got NaN/],
    ['a count below 0', 'parts.0.host', is(-3), /must be a non-negative integer, got -3/],
    ['half a count', 'parts.0.host', is(0.5), /must be a non-negative integer, got 0.5/],
    ['a huge count', 'parts.0.host', is(1e300), /must be a non-negative integer, got 1e\+300/],
    ['no count', 'parts.0.host', is(null), /must be a non-negative integer, got null/],
    ['host missing', 'parts.0.host', gone, /must have 'host', got none/],
    ['a step of text', 'step', is('3'), /step/],
    ['a step below 0', 'step', is(-1), /step/],
    ['micro too great', 'parts.3.host', is(4), /a state that accumulate can reach, got 4/],
    ['micro inside too great', 'parts.4.host.micro', is(4), /that scaleByAdam can reach/],
    ['a key too many', `${memory}.keys`, (k: number[]) => [...k, 1], /got 4|length 4/],
    ['a key too few', `${memory}.keys`, shorter, /offered must have length 2, got 3/],
    ['a key of text', `${memory}.keys.0`, is('x'), /keys\[0\] must be a number/],
    ['a key of null', `${memory}.keys.0`, is(null), /keys\[0\] must be a number, got null/],
    ['a hole', `${memory}.keys.1`, gone, /keys\[1\] must be JSON, got a hole/],
    ['few offers', `${memory}.count`, is(2), /count must be at least 3/],
    ['half stale', `${memory}.stale`, is(0.5), /stale must be a non-negative integer/],
    ['an entry too few', 'parts.1.buffers.w', shorter, /of 'w' for each of its 3 keys, got 2/],
    ['no entries', 'parts.1.buffers.w', is([]), /for each of its 3 keys, got 0/],
    ['a slot missing', 'parts.0.slots.mu', gone, /slots of part 0 \(ema\) must have 'mu'/],
    ['a leaf missing', 'parts.0.slots.mu.b', gone, /must have 'b', got none/],
    ['no rate', 'parts.2.hyper.learningRate', is(null), /learningRate of.*must be a number/],
    ['a rate below 0', 'parts.2.hyper.learningRate', is(-1), /another checksum/],
    ['another rate', 'parts.2.hyper.learningRate', is(0.06), /another checksum/],
    ['a list', 'params.w.values', is([1, 2, 3]), /of parameter 'w' must be a base64 string/],
    ['too short', 'params.w.values', is('AAAA'), /parameter 'w' must have 3 values/],
    ['no base64', 'params.w.values', is('*'.repeat(16)), /base64 string, got another string/],
    ['padding inside', 'params.w.values', is('AA==AAAAAAAAAAAA'), /got another string/],
    ['other numbers', 'params.w.values', is('A'.repeat(16)), /got another checksum/],
    ['another dtype', 'params.w.dtype', is('int32'), /must be float32, got "int32"/],
    ['another shape', 'params.w.shape', is([3, 1]), /must have shape \[3\], got \[3,1\]/],
    ['no shape', 'params.w.shape', is('3'), /the shape of parameter 'w' must be a list/],
    ['another checksum', 'checksum', is('00000000'), /another checksum/],
    ['no checksum', 'checksum', is(null), /another checksum/],
    ['parts missing', 'parts', shorter, /the parts must have length 5, got 4/],
    ['no optimizer', 'optimizer', is(null), /optimizer must be a record, got null/],
    ['no options', 'optimizer.parts.0.options', is(3), /options of part 0 of optimizer must/],
  ]
  for (const [name, path, f, message] of cases) {
    refused(t, name, () => load(subject, changed(saved, path, f) as never, like), message)
  }
})

t.test('a loaded iterate shares nothing with the data', async (t) => {
  const subject = optimizer(cm())
  const data = JSON.parse(JSON.stringify(await savedOf(subject)))
  const it = load(subject, data, like)
  const was = JSON.stringify(it.state.parts.map(({ host, hyper }) => [host, hyper]))
  data.parts[0].host = 99
  data.parts[1].host.shared.count = 12345
  data.parts[1].host.shared.keys[0] = 7
  data.parts[1].hyper.kappa = 9
  t.equal(JSON.stringify(it.state.parts.map(({ host, hyper }) => [host, hyper])), was)
  disposeIterate(it)
  const first = walk(subject, 0, 4)
  const bytes = await saveBinary(first)
  const other = loadBinary(subject, bytes, like)
  const [value] = other.params.b.dataSync()
  bytes.fill(0)
  t.equal(other.params.b.dataSync()[0], value)
  for (const each of [first, other]) disposeIterate(each)
})
