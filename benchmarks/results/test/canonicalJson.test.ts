import { canonicalJson, JsonNumber, keyOf } from '@momenta/bench-results'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import t from 'tap'
import { get, unit } from './stores.js'

t.test(
  'canonicalJson gives the RFC 8785 text: names sorted by UTF-16 unit, shortest numbers',
  async (t) => {
    // RFC 8785, 3.2.3 (sorting): CR, "1", U+0080, ö, €, U+1F600 (as a surrogate pair D83D DE00),
    // U+FB33
    const names = {
      '\u20ac': 5,
      '\r': 1,
      '\ufb33': 7,
      '1': 2,
      '\u{1f600}': 6,
      '\u0080': 3,
      '\u00f6': 4,
    }
    t.match(
      canonicalJson(names)
        .replace(/[^1-7,:]/g, '')
        .replace(/:/g, ''),
      /^1,12,3,4,5,6,7$/,
    )
    // RFC 8785, 3.2.2 (numbers)
    t.equal(
      canonicalJson([
        Number('333333333.33333329'),
        1e30,
        4.5,
        2e-3,
        0.000000000000000000000000001,
        -0,
      ]),
      '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
    )
    t.equal(canonicalJson({ b: [true, null, 'a"\n'], a: {} }), '{"a":{},"b":[true,null,"a\\"\\n"]}')
    t.equal(canonicalJson({ a: undefined, b: 1 }), '{"b":1}', 'an undefined member is no member')
  },
)

t.test('canonicalJson names the three numbers that JSON lacks', async (t) => {
  t.equal(canonicalJson([Number.NaN, Infinity, -Infinity]), '["NaN","Infinity","-Infinity"]')
})

t.test(
  'canonicalJson does not depend on the order of names, and JSON.parse undoes it',
  async (t) => {
    await fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse())
        t.equal(canonicalJson(reversed), canonicalJson(value))
        // JSON.parse(JSON.stringify()) only turns -0 into 0
        t.strictSame(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value)))
      }),
    )
  },
)

t.test('canonicalJson refuses what its text could not tell apart', async (t) => {
  for (const value of [
    undefined,
    () => 1,
    Symbol('a'),
    1n,
    new Map(),
    new Date(0),
    new Float32Array(2),
  ])
    t.throws(() => canonicalJson([value]), /^canonicalJson: every part must be/)
})

t.test('keyOf is the sha256 of the canonical unit', async (t) => {
  // printf '{"code":"1","config":{"lr":"NaN"},"seed":7}' | sha256sum
  t.equal(
    keyOf({ config: { lr: Number.NaN }, seed: 7, code: '1' }),
    'e5f81b650ef79bd996a36ea4132b3cea5b3e55e684237bb0e7cf62f73ee2f75b',
  )
  t.not(keyOf(unit(1)), keyOf(unit(2)), 'another seed is another run')
  t.not(keyOf(unit(1)), keyOf({ ...unit(1), code: '1.0.1' }), 'other code is another run')
})

t.test('JsonNumber decodes numbers and the three names, nothing else', async (t) => {
  for (const [input, value] of [
    [1.5, 1.5],
    ['NaN', Number.NaN],
    ['Infinity', Infinity],
    ['-Infinity', -Infinity],
  ] as const)
    t.ok(Object.is(get(JsonNumber.decode(input)), value))
  for (const input of ['1.5', 'nan', '', null, undefined, true, [1]])
    t.ok(E.isLeft(JsonNumber.decode(input)), String(input))
})
