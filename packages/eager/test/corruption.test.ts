import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { meanOfEntries } from '@momenta/aggregators'
import { chain, type Optimizer, optimizer, perLeaf, remember } from '@momenta/core'
import {
  disposeIterate,
  eager,
  type Iterate,
  load,
  loadBinary,
  save,
  saveBinary,
} from '@momenta/eager'
import { gradientNoise } from '@momenta/estimators'
import { fifo } from '@momenta/policies'
import {
  accumulate,
  applyIfFinite,
  averageParams,
  ema,
  lookahead,
  scaleByAdam,
  scaleByLearningRate,
  trace,
} from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import fc from 'fast-check'
import t from 'tap'

tf.enableProdMode()
await tf.setBackend('cpu')

const rate = scaleByLearningRate({ learningRate: 0.05 })
const subjects: readonly Optimizer[] = [
  optimizer(chain(scaleByAdam({ amsgrad: true }), rate)),
  optimizer(chain(ema(), remember({ capacity: 3 }), rate)),
  optimizer(
    chain(
      remember({ capacity: 2, policy: fifo(), aggregator: meanOfEntries(), key: perLeaf() }),
      rate,
    ),
  ),
  optimizer(
    chain(accumulate(chain(trace({ nesterov: true }), rate), { every: 4 }), averageParams()),
  ),
  optimizer(applyIfFinite(chain(ema(), rate, lookahead())), gradientNoise()),
]

type Point = { readonly w: tf.Tensor; readonly b: tf.Tensor }
const like: Point = { w: tf.tensor1d([1, -2, 0.5]), b: tf.scalar(4) }
const walk = (
  subject: Optimizer,
  start: Iterate<Point>,
  from: number,
  n: number,
): Iterate<Point> => {
  let it = start
  for (let i = from; i < from + n; i++)
    it = eager(subject).step(
      (p) => ({
        value: tf.scalar(0),
        grads: { w: tf.add(p.w, tf.tensor1d([Math.sin(i), 1, -1])), b: tf.scalar(Math.cos(i)) },
      }),
      it,
    )
  return it
}
const bitsOf = ({ params, state }: Iterate<Point>): string =>
  JSON.stringify({ params, state }, (_, v) =>
    v instanceof tf.Tensor
      ? [...new Uint32Array((v.dataSync() as Float32Array).slice().buffer)]
      : v,
  )

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
type Place = { readonly holder: Json[] | { [name: string]: Json }; readonly name: string | number }

/** The paths of all values in some data. */
const placesOf = (node: Json): Place[] => {
  if (typeof node !== 'object' || node === null) return []
  const holder = node as { [name: string]: Json }
  return Object.keys(node).flatMap((name) => [{ holder, name }, ...placesOf(holder[name] as Json)])
}

const strange = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    '',
    'x',
    'AAAA',
    '-0',
    [],
    {},
    0,
    1,
    -1,
    2,
    3,
    0.5,
    1e-320,
    1e300,
    2 ** 53,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    undefined,
  ),
  fc.integer(),
  fc.double(),
  fc.jsonValue(),
)

/**
 * A way to corrupt data: replace a value, remove it, swap it with another one, lengthen or shorten
 * a list, change a number slightly, change a letter of a string.
 */
const corruption = fc.record({
  how: fc.constantFrom('replace', 'delete', 'swap', 'grow', 'shrink', 'nudge', 'letter', 'hole'),
  at: fc.nat(),
  other: fc.nat(),
  value: strange,
})

const corrupt = (
  data: Json,
  { how, at, other, value }: { how: string; at: number; other: number; value: unknown },
): void => {
  const places = placesOf(data)
  const { holder, name } = places[at % places.length] as Place
  const record = holder as { [name: string]: unknown }
  const was = record[name]
  if (how === 'delete') delete record[name]
  else if (how === 'swap') {
    const second = places[other % places.length] as Place
    record[name] = structuredClone((second.holder as typeof record)[second.name])
  } else if (how === 'grow' && Array.isArray(was))
    was.push(structuredClone(was[other % (was.length + 1)] ?? 0))
  else if (how === 'shrink' && Array.isArray(was)) was.splice(other % (was.length + 1), 1)
  else if (how === 'hole' && Array.isArray(was)) delete was[other % (was.length + 1)]
  else if (how === 'nudge' && typeof was === 'number')
    record[name] = was + (other % 2 === 0 ? 1 : -1e-9 * (was || 1))
  else if (how === 'letter' && typeof was === 'string' && was !== '') {
    const i = other % was.length
    record[name] = was.slice(0, i) + (was[i] === 'B' ? 'C' : 'B') + was.slice(i + 1)
  } else record[name] = value
}

const oneLine = (message: string | undefined): boolean => {
  if (/^load: [^\n\r]{1,400}$/.test(message ?? '')) return true
  throw new Error(`not one short line of load: ${message}`)
}

/** Loads and continues: the bits after two steps, or the error's message. */
const outcome = (
  subject: Optimizer,
  run: () => Iterate<Point>,
): { bits?: string; message?: string } => {
  let it: Iterate<Point>
  try {
    it = run()
  } catch (error) {
    return { message: (error as Error).message }
  }
  const next = walk(subject, it, 100, 2)
  const bits = bitsOf(next)
  disposeIterate(next)
  return { bits }
}

t.test('data corrupted anywhere give a one-line error or the same run', async (t) => {
  let refusals = 0
  for (const subject of subjects) {
    const start = walk(subject, eager(subject).init(like), 0, 9)
    const data = JSON.stringify(await save(start))
    const right = outcome(subject, () => load(subject, JSON.parse(data), like)).bits as string
    disposeIterate(start)
    const before = tf.memory().numTensors
    fc.assert(
      fc.property(fc.array(corruption, { minLength: 1, maxLength: 3 }), (list) => {
        const spoiled = JSON.parse(data)
        for (const one of list) corrupt(spoiled, one)
        const { bits, message } = outcome(subject, () => load(subject, spoiled, like))
        if (bits !== undefined) return bits === right
        refusals += 1
        return /^load: [^\n\r]{1,400}$/.test(message as string)
      }),
      { numRuns: 400, seed: 11 },
    )
    t.equal(tf.memory().numTensors, before, 'nothing leaked')
  }
  t.ok(refusals > 1500, `${refusals} of 2000 were refused`)
})

t.test('bytes of which one is changed, or that are truncated, are refused', async (t) => {
  for (const subject of subjects.slice(0, 2)) {
    const start = walk(subject, eager(subject).init(like), 0, 9)
    const bytes = await saveBinary(start)
    const right = outcome(subject, () => loadBinary(subject, bytes, like)).bits as string
    disposeIterate(start)
    const before = tf.memory().numTensors
    const loaded = (spoiled: Uint8Array) =>
      outcome(subject, () => loadBinary(subject, spoiled, like))
    const blank = /[ \n\r\t]/
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const spoiled = bytes.slice()
        const was = spoiled[at] as number
        spoiled[at] = was ^ by
        const { bits, message } = loaded(spoiled)
        if (bits === undefined) return oneLine(message)
        // white space for white space, after the JSON
        return bits === right && [was, was ^ by].every((b) => blank.test(String.fromCharCode(b)))
      }),
      { numRuns: 400, seed: 12 },
    )
    for (let length = 0; length < bytes.length; length += 7)
      t.ok(oneLine(loaded(bytes.subarray(0, length)).message))
    t.ok(oneLine(loaded(Uint8Array.from([...bytes, 0, 0, 0, 0])).message))
    t.equal(tf.memory().numTensors, before, 'nothing leaked')
  }
})
