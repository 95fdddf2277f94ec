import {
  type BuiltOptimizer,
  buildOptimizer,
  decodeOptimizer,
  encodeOptimizer,
  withSAM,
} from '@momenta/optimizers'
import t from 'tap'

const adam = { name: 'adam' } as const

/** The errors, or none where it decodes; then it must build. */
const errors = (json: unknown): readonly string[] => {
  const decoded = decodeOptimizer(json)
  if (decoded._tag === 'Left') return decoded.left
  buildOptimizer(decoded.right)
  return []
}

const nested = (depth: number): unknown => {
  let value: unknown = 1
  for (let i = 0; i < depth; i++) value = [value]
  return value
}

const schedule = (depth: number): object => {
  let value: object = { name: 'constant' }
  for (let i = 0; i < depth; i++) value = { name: 'warmup', steps: 1, after: value }
  return value
}

const cyclic: { [name: string]: unknown } = { name: 'adam' }
cyclic.b1 = cyclic

const throwing = {
  get name(): string {
    throw new Error('no\nname')
  },
}

t.test('decoding anything gives one-line errors or an optimizer that builds', async (t) => {
  const own = (text: string) => JSON.parse(text)
  for (const json of [
    nested(5000),
    { base: nested(5000) },
    { base: adam, decoupled: nested(5000) },
    { base: adam, learningRate: schedule(5000) },
    { base: cyclic },
    { base: throwing },
    throwing,
    1n,
    { base: adam, weightDecay: 1n },
    { base: adam, weightDecay: Symbol('x') },
    { base: adam, weightDecay: Number.NaN },
    { base: adam, weightDecay: () => 0 },
    new Proxy({}, { ownKeys: () => ['a\nb'] }),
    { base: new Proxy(adam, { get: () => Symbol('x') }) },
    { base: adam, 'a\nb': 1 },
    { base: { name: 'a\nb' } },
    { base: { name: 'constructor' } },
    { base: { name: '__proto__' } },
    { base: adam, estimators: [{ name: 'constructor' }] },
    { base: adam, estimators: own('[{"name": "sam", "constructor": 1}]') },
    { base: adam, estimators: own('{"constructor": 1}') },
    own('{"base": {"name": "adam"}, "__proto__": {"decoupled": true}}'),
    { base: adam, estimators: [{ name: 'microbatches', count: 9007199254740991 }] },
    {
      base: adam,
      learningRate: { name: 'join', schedules: new Array(20_000).fill({ name: 'constant' }) },
    },
    { base: adam, learningRate: { name: 'join', schedules: [1] } },
    { base: adam, learningRate: { name: 'constant', value: -0.1 } },
    { base: adam, learningRate: { name: 'cosine', init: 0.1 } },
    { base: adam, memory: { of: 'x' } },
    { base: adam, memory: { of: 'momenta', nu: 'x' } },
    { base: adam, memory: { of: 'momenta', key: { name: 'gradientNorm', perLeaf: 'no' } } },
    { base: adam, memmory: { of: 'momenta' } },
    { base: adam, decoupled: 'yes' },
    { base: adam, weightDecayMask: () => true },
    { base: { name: 'adabelief' }, memory: { of: 'momenta', startup: 'debiased' } },
    'adam',
    [adam],
    undefined,
  ]) {
    const lines = errors(json)
    t.ok(lines.length > 0)
    for (const line of lines) {
      t.notMatch(line, /[\n\r]/)
      // but for the names of all bases, which are ours, not what came
      const rest = line.replace(/one of [\w, ]+, got/, 'one of …, got')
      t.ok(rest.length < 600, `${rest.length}`)
    }
    t.throws(() => buildOptimizer(json as never), { message: /^buildOptimizer: .+/ })
  }
})

t.test('schedules may be nested, up to the bound', async (t) => {
  t.same(errors({ base: adam, learningRate: schedule(20) }), [])
  t.same(errors({ base: adam, learningRate: schedule(40) }), [
    'must be nested at most 32 levels deep',
  ])
})

t.test('each error has its path', async (t) => {
  t.same(errors({ base: adam, learningRate: { name: 'constant', value: -0.1 } }), [
    'learningRate: must be a finite number >= 0, got -0.1 at step 0',
  ])
  t.same(errors({ base: { name: 'adabelief' }, memory: { of: 'momenta', startup: 'debiased' } }), [
    "memory.startup: must be left out: critical momenta of this base cannot use 'debiased'",
  ])
  t.same(errors({ base: adam, learningRate: { name: 'cosine' } }), [
    'learningRate.steps: must be given: it must be a positive integer',
  ])
  t.same(errors({ base: adam, estimators: [{ name: 'microbatches', count: 1e6 }] }), [
    'estimators.0.count: must be an integer in [1, 65536], got 1000000',
  ])
  t.same(errors({ base: adam, learningRate: { name: 'join', schedules: [1] } }), [
    'learningRate.schedules.0: must be an object with a name, got 1',
  ])
})

t.test(
  'an optimizer is encoded as the JSON that it was built from, and nothing else is encoded',
  async (t) => {
    const spec = { base: adam, memory: { of: 'momenta', kappa: 0.5 } } as const
    const built = buildOptimizer(spec)
    t.same(encodeOptimizer(built), spec)
    t.not(encodeOptimizer(built), spec, 'a copy: the caller may change what was given')
    for (const other of [
      withSAM(built),
      { ...built, spec: { base: cyclic } },
      { ...built, spec: { base: throwing } },
      undefined,
      {},
    ])
      t.throws(() => encodeOptimizer(other as BuiltOptimizer), {
        name: 'TypeError',
        message:
          /^encodeOptimizer: the optimizer must be what buildOptimizer returned; its spec: [^\n]+$/,
      })
  },
)
