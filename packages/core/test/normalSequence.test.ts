import { standardNormal } from '@momenta/core'
import t from 'tap'

t.test('the numbers of standardNormal are pinned: others would break resumed runs', async (t) => {
  // by a program in Python of the same definition; to 1e-14: the last bit of a logarithm and a sine
  // may differ
  const wanted = [
    -2.0751880815839154, 0.1024704982935296, 0.45036377328057103, -0.8614692373373748,
    1.3725095072097788, 0.6449442774668562,
  ]
  for (const size of [6, 5])
    Array.from(standardNormal(5, size)).forEach((n, i) => {
      t.ok(Math.abs(n - (wanted[i] as number)) < 1e-14, `${i}: ${n}`)
    })
})

t.test('the first numbers of neighbouring seeds are independent and standard normal', async (t) => {
  const count = 4000
  const firsts = Array.from({ length: count }, (_, seed) => standardNormal(seed, 2))
  const mean = (f: (pair: Float64Array, next: Float64Array) => number) =>
    firsts.reduce((sum, pair, i) => sum + f(pair, firsts[(i + 1) % count] as Float64Array), 0) /
    count
  // in units of the standard error 1/sqrt(count); the square of a normal number has variance 2
  const errors = [0, 1].flatMap((k) => [
    mean((pair) => pair[k] as number),
    mean((pair) => ((pair[k] as number) ** 2 - 1) / Math.SQRT2),
    mean((pair, next) => (pair[k] as number) * (next[k] as number)),
  ])
  const correlation = mean(([a, b]) => (a as number) * (b as number))
  for (const error of [...errors, correlation]) t.ok(Math.abs(error) * Math.sqrt(count) < 4)
})

t.test('a seed or a size that is none is an error, not a list of any length', async (t) => {
  for (const [seed, size] of [
    [0.5, 1],
    [undefined, 1],
    [1, -1],
    [1, 2.5],
    [1, new Date()],
  ])
    t.throws(() => Reflect.apply(standardNormal, undefined, [seed, size]), {
      message: /^standardNormal: the (seed|size) must be an? (non-negative )?integer, got /,
    })
})
