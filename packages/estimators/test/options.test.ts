import { asam, clipNorm, clipValue, gradientNoise, microbatches, sam } from '@momenta/estimators'
import t from 'tap'

t.test('every number of every estimator is checked, and its ends are accepted', async (t) => {
  for (const [make, name, bad, good] of [
    [sam, 'rho', [-1e-9, Number.POSITIVE_INFINITY, Number.NaN], [0, 3]],
    [asam, 'rho', [-1e-9, Number.POSITIVE_INFINITY], [0, 3]],
    [asam, 'eta', [-1e-9, Number.POSITIVE_INFINITY], [0, 3]],
    [clipNorm, 'max', [0, -1, Number.POSITIVE_INFINITY], [1e-9]],
    [clipValue, 'max', [0, -1, Number.POSITIVE_INFINITY], [1e-9]],
    [microbatches, 'count', [0, 1.5, 65_537, 2 ** 53 - 1], [1, 65_536]],
    [gradientNoise, 'eta', [-1e-9, Number.NaN], [0]],
    [gradientNoise, 'gamma', [-1e-9, Number.NaN], [0]],
    [gradientNoise, 'seed', [-1, 0.5, 2 ** 53], [0, 2 ** 53 - 1]],
  ] as const) {
    const call = (value: number) => Reflect.apply(make, undefined, [{ [name]: value }])
    for (const value of bad)
      t.throws(() => call(value), {
        name: 'RangeError',
        message: new RegExp(`^${make.name}: ${name} must .*, got ${value}$`),
      })
    for (const value of good) t.equal(call(value).name, make.name)
  }
})

t.test('unknown and positional options are errors', async (t) => {
  t.throws(() => Reflect.apply(sam, undefined, [{ Rho: 0.1 }]), {
    name: 'TypeError',
    message: "sam: unknown option 'Rho'; did you mean rho? Options: rho",
  })
  t.throws(() => Reflect.apply(microbatches, undefined, [8]), {
    message: 'microbatches: options must be an object such as { count: 8 }, got 8',
  })
})

t.test('an estimator has its structural options', async (t) => {
  t.same(microbatches({ count: 3 }).options, { count: 3 })
  t.same(gradientNoise({ seed: 5 }).options, { seed: 5 })
  t.same(sam().options, {})
})
