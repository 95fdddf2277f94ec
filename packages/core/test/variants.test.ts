import { mapVariants, type Variant, variantKey, wrapVariant } from '@momenta/core'
import t from 'tap'

t.test('the key of a variant does not depend on the order of its fields', async (t) => {
  t.equal(
    variantKey({ a: 1, b: { c: true, d: 'x' } }),
    variantKey({ b: { d: 'x', c: true }, a: 1 }),
  )
  t.equal(variantKey({ b: 'drop', a: 2 }), '{"a":2,"b":"drop"}')
})

t.test('no variant and the empty record have one key', async (t) => {
  t.equal(variantKey(undefined), '{}')
  t.equal(variantKey({}), '{}')
})

t.test('the key of a variant is its JSON, with -0, NaN and infinities as they print', async (t) => {
  t.equal(variantKey({ a: -0, b: 0, c: 'x' }), '{"a":-0,"b":0,"c":"x"}')
  t.equal(variantKey({ a: Number.NaN, b: -Infinity }), '{"a":NaN,"b":-Infinity}')
})

t.test('different variants have different keys, also where their texts look alike', async (t) => {
  const variants: readonly Variant[] = [
    {},
    { a: 1 },
    { a: '1' },
    { a: true },
    { a: 'true' },
    { a: 0 },
    { a: -0 },
    { a: Number.NaN },
    { a: 'NaN' },
    { a: Number.POSITIVE_INFINITY },
    { a: Number.NEGATIVE_INFINITY },
    { a: {} },
    { a: '{}' },
    { a: { b: 1 } },
    { a: {}, b: 1 },
    { a: 'x","b":"y' },
    { a: 'x', b: 'y' },
    { 'a":"x","b': 'y' },
    { a: '\ud800' },
    { a: '\\ud800' },
    { a: 1e21 },
    { a: 1e21 + 2 ** 18 },
    { ['__proto__']: 'a' },
  ]
  t.equal(new Set(variants.map(variantKey)).size, variants.length)
})

t.test('a record whose key is known is frozen, so that its key remains right', async (t) => {
  const variant = { first: true, inner: { rests: true } }
  variantKey(variant)
  t.throws(() => Object.assign(variant, { first: false }), TypeError)
  t.throws(() => Object.assign(variant.inner, { rests: false }), TypeError)
})

t.test('what is no variant throws in one line', async (t) => {
  const wrong: readonly (readonly [unknown, string])[] = [
    ['a', 'a variant must be a record, got the string "a"'],
    [[1], 'a variant must be a record, got a list of length 1'],
    [null, 'a variant must be a record, got null'],
    [Promise.resolve(), 'a variant must be a record, got a Promise; await it'],
    [new Map(), 'a variant must be a record, got a Map'],
    [
      { a: [1] },
      "field 'a' of a variant must be a string, number, boolean or record, got a list of length 1",
    ],
    [
      { a: undefined },
      "field 'a' of a variant must be a string, number, boolean or record, got nothing",
    ],
  ]
  for (const [variant, message] of wrong)
    t.throws(() => variantKey(variant as never), {
      name: 'TypeError',
      message: `variantKey: ${message}`,
    })
})

t.test('a combinator nests the variant of each plan, of one or of each leaf', async (t) => {
  const running = wrapVariant((inner) => ({ rests: false, inner }))
  const first = { first: true }
  t.same(mapVariants({ scalars: { k: 1 }, variant: first, write: 0 }, running), {
    scalars: { k: 1 },
    variant: { rests: false, inner: { first: true } },
    write: 0,
  })
  t.same(mapVariants([{ scalars: {} }, { scalars: {}, variant: first }], running), [
    { scalars: {}, variant: { rests: false, inner: {} } },
    { scalars: {}, variant: { rests: false, inner: { first: true } } },
  ])
  t.equal(running(first), running(first), 'the same record, so that its key is computed once')
  t.equal(running(), running())
})
