import {
  choice,
  type Declared,
  defineFactory,
  either,
  type Factory,
  flag,
  hyperparameter,
  list,
  madeBy,
  number,
  optional,
  part,
  predicate,
  ranges,
  record,
  required,
  show,
  structuralOptions,
} from '@momenta/options'
import fc from 'fast-check'
import t from 'tap'

const options = {
  learningRate: either(
    hyperparameter(ranges.nonNegative, 1e-3),
    part('schedule', () => () => 0),
  ),
  b1: hyperparameter(ranges.decay, 0.9),
  read: choice(['before', 'after'], 'before'),
  nesterov: flag(false),
  mask: optional(predicate()),
  inner: record({ capacity: number(ranges.count, 5) }),
}
const adam: Factory<object, object> = defineFactory('adam', options, (filled) => filled)
const call = (...args: readonly unknown[]) =>
  (adam as (...args: readonly unknown[]) => object)(...args)

const complaint = (...args: readonly unknown[]): string => {
  try {
    call(...args)
    return 'accepted'
  } catch (error) {
    return error instanceof TypeError || error instanceof RangeError
      ? `${error.name}: ${error.message}`
      : `foreign ${String(error)}`
  }
}

t.test('defaults are filled in, and undefined is as if left out', async (t) => {
  t.match(call(), { learningRate: 1e-3, b1: 0.9, read: 'before', nesterov: false, inner: {} })
  t.match(call({ b1: undefined }), { b1: 0.9 })
  t.match(call({ b1: 0.5, nesterov: true }), { b1: 0.5, nesterov: true })
  t.equal((call() as { readonly mask: unknown }).mask, undefined)
})

t.test(
  'the error for an unknown option gives the nearest known one, and all of them',
  async (t) => {
    const all = 'Options: learningRate, b1, read, nesterov, mask, inner'
    for (const [wrong, meant] of [
      ['lr', 'learningRate'],
      ['learning_rate', 'learningRate'],
      ['LearningRate', 'learningRate'],
      ['learnRate', 'learningRate'],
      ['beta1', 'b1'],
      ['nestrov', 'nesterov'],
    ] as const)
      t.equal(
        complaint({ [wrong]: 0.1 }),
        `TypeError: adam: unknown option '${wrong}'; did you mean ${meant}? ${all}`,
      )
    t.equal(complaint({ zzzz: 1 }), `TypeError: adam: unknown option 'zzzz'; ${all}`)
  },
)

t.test('the error for positional arguments says how to write them', async (t) => {
  const says = 'TypeError: adam: options must be an object such as'
  t.equal(complaint(0.5), `${says} { learningRate: 0.5 }, got 0.5`)
  t.equal(complaint(0.5, 0.8), `${says} { learningRate: 0.5, b1: 0.8 }, got 0.5, 0.8`)
  t.equal(complaint('fast'), `${says} { learningRate: 0.001 }, got 'fast'`)
  t.equal(complaint(null), `${says} { learningRate: 0.001 }, got null`)
  t.equal(complaint([0.1]), `${says} { learningRate: 0.001 }, got [0.1]`)
  t.equal(complaint({}, { b1: 0.5 }), `${says} { learningRate: 0.001 }, got {}, { b1: 0.5 }`)
})

t.test('a value out of range is a RangeError, one of the wrong type a TypeError', async (t) => {
  t.equal(complaint({ b1: 1.5 }), 'RangeError: adam: b1 must lie in [0, 1), got 1.5')
  t.equal(complaint({ b1: Number.NaN }), 'RangeError: adam: b1 must lie in [0, 1), got NaN')
  t.equal(complaint({ b1: '0.9' }), "TypeError: adam: b1 must lie in [0, 1), got '0.9'")
  t.equal(complaint({ b1: null }), 'TypeError: adam: b1 must lie in [0, 1), got null')
  t.equal(complaint({ b1: 1n }), 'TypeError: adam: b1 must lie in [0, 1), got 1n')
  t.equal(complaint({ nesterov: 1 }), 'TypeError: adam: nesterov must be true or false, got 1')
  t.equal(
    complaint({ read: 'during' }),
    "TypeError: adam: read must be 'before' or 'after', got 'during'",
  )
  t.equal(
    complaint({ learningRate: -1 }),
    'RangeError: adam: learningRate must be a finite number >= 0, got -1',
  )
  t.match(complaint({ learningRate: 'x' }), /must be a finite number >= 0 or must be a schedule/)
  t.equal(
    complaint({ inner: { capacity: 2.5 } }),
    'RangeError: adam: inner.capacity must be a non-negative integer, got 2.5',
  )
  t.match(complaint({ inner: { capcity: 2 } }), /inner unknown option 'capcity'.*capacity\?/)
})

t.test('a missing required option is an error, and its example makes the part', async (t) => {
  const steps: Declared = { steps: required(number(ranges.positiveCount, 1000)) }
  const one = defineFactory<{ readonly steps: number }, Declared, object>('one', steps, (o) => o)
  t.throws(() => one({} as never), {
    name: 'TypeError',
    message: 'one: steps must be given: it must be a positive integer',
  })
  t.same(one.example(), { steps: 1000 })
})

t.test('the error for a factory that was not called says to call it', async (t) => {
  const fifo = defineFactory('fifo', {}, () => () => 0)
  const memory = defineFactory<{ readonly policy?: unknown }, Declared, object>(
    'remember',
    { policy: part('policy', () => fifo()) },
    (o) => o,
  )
  t.throws(() => memory({ policy: fifo }), {
    message:
      'remember: policy must be a policy such as fifo(), got the factory fifo: call it, fifo()',
  })
  t.throws(() => memory({ policy: 'fifo' }), {
    message: "remember: policy must be a policy such as fifo(), got 'fifo'",
  })
  t.throws(() => (fifo as (o: unknown) => unknown)({ decay: 1 }), {
    message: "fifo: unknown option 'decay'; there are no options",
  })
  t.throws(() => (fifo as (o: unknown) => unknown)(3), {
    message: 'fifo: must be called without options, got 3',
  })
})

t.test('hostile option objects end in one line, and none is read past its own keys', async (t) => {
  const throwing = {
    get b1(): number {
      throw new Error('a\nb')
    },
  }
  const cyclic: { self?: unknown } = {}
  cyclic.self = cyclic
  const revoked = Proxy.revocable({}, {})
  revoked.revoke()
  const trap = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('no keys')
      },
    },
  )
  class Options {
    b1 = 0.5
  }
  for (const hostile of [
    throwing,
    cyclic,
    revoked.proxy,
    trap,
    new Options(),
    Object.create({ b1: 0.5 }),
    Object.create(Object.create(null, { b1: { value: 0.5 } })),
    new Date(),
    new Map([['b1', 0.5]]),
    Promise.resolve({}),
    () => 0,
    Symbol('x\ny'),
    1n,
    { [Symbol('b1')]: 1 },
    JSON.parse('{"__proto__": {"b1": 0.5}}'),
    JSON.parse('{"constructor": 1}'),
    { 'a\nb': 1 },
    { b1: cyclic },
    { b1: revoked.proxy },
    { read: trap },
    { learningRate: revoked.proxy },
    { learningRate: Promise.resolve(1) },
    { inner: throwing },
  ]) {
    const says = complaint(hostile)
    t.match(says, /^TypeError: adam: /)
    t.notMatch(says, /\n/)
    t.ok(says.length < 400, `${says.length}`)
  }
  t.equal(complaint(Object.assign(Object.create(null), { b1: 0.5 })), 'accepted')
  t.equal(complaint(new Proxy({ b1: 0.5 }, {})), 'accepted')
})

t.test('any value is shown in one short line', async () => {
  await fc.assert(
    fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true }), (value) => {
      const line = show(value)
      return line.length <= 120 && !/[\n\r\u2028\u2029]/.test(line)
    }),
  )
})

t.test('a part records its factory and options, with defaults', async (t) => {
  const priority = defineFactory<object, Declared, () => number>(
    'priority',
    { decay: number(ranges.unit, 0.7) },
    () => () => 0,
  )
  t.match(madeBy(priority()), { name: 'priority', options: { decay: 0.7 } })
  t.equal(
    madeBy(() => 0),
    undefined,
  )
  const declared = {
    decay: hyperparameter(ranges.decay, 0.9),
    policy: part('policy', () => priority()),
    own: part('policy', () => () => 0),
    every: list(number(ranges.count, 0), [1]),
    mask: optional(predicate()),
  }
  t.same(
    structuralOptions(declared, {
      decay: 0.5,
      policy: priority(),
      own: () => 0,
      every: [1, 2],
      mask: undefined,
    }),
    { policy: { name: 'priority', decay: 0.7 }, own: null, every: [1, 2] },
    'no hyperparameters; null for a part of the user’s own',
  )
})
