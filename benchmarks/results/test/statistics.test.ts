import { meanInterval, median, quantiles, wilson } from '@momenta/bench-results'
import fc from 'fast-check'
import t from 'tap'

t.test('the Wilson interval agrees with published values', async (t) => {
  const rounded = (successes: number, n: number, confidence?: number) => {
    const { p, low, high } = wilson(successes, n, confidence)
    return [p, low, high].map((x) => Number(x.toFixed(4)))
  }
  t.strictSame(rounded(8, 10), [0.8, 0.4902, 0.9433])
  // Newcombe 1998, table I, method 3: 81/263, 15/148, 0/20, 1/29
  t.strictSame(rounded(81, 263), [0.308, 0.2553, 0.3662])
  t.strictSame(rounded(15, 148), [0.1014, 0.0624, 0.1605])
  t.strictSame(rounded(0, 20), [0, 0, 0.1611])
  t.strictSame(rounded(1, 29), [0.0345, 0.0061, 0.1718])
  // z = 2.5758: (.5 + 6.6349/20 ± 2.5758 sqrt(.025 + 6.6349/400)) / (1 + 6.6349/10) = .5 ± .3158
  t.strictSame(rounded(5, 10, 0.99), [0.5, 0.1842, 0.8158])
})

t.test(
  'the Wilson ends are where p lies sqrt(p(1-p)/n) z away, mirror each other, and stay in [0, 1]',
  async (t) => {
    const z = 1.959963984540054
    const trials = fc.nat(500).chain((n) => fc.record({ n: fc.constant(n + 1), k: fc.nat(n + 1) }))
    await fc.assert(
      fc.property(trials, ({ n, k }) => {
        const { p, low, high } = wilson(k, n)
        // the score equation (p - end)² = z² end (1 - end) / n; 1e-12: rounding of terms below 1
        for (const end of [low, high])
          t.ok(Math.abs((p - end) ** 2 - (z ** 2 * end * (1 - end)) / n) < 1e-12)
        t.ok(0 <= low && low <= p && p <= high && high <= 1)
        t.ok(Math.abs(wilson(n - k, n).high - (1 - low)) < 1e-12)
      }),
    )
    t.strictSame(wilson(0, 0), { p: Number.NaN, low: 0, high: 1 })
    t.throws(
      () => wilson(3, 2),
      /^wilson: successes and n must be whole with 0 <= successes <= n, got 3 of 2/,
    )
    t.throws(() => wilson(0.5, 2), /^wilson: successes/)
    t.throws(
      () => wilson(1, 2, 95),
      /^wilson: confidence must lie in \(0, 1\), got 95; 0\.95 is usual\.$/,
    )
  },
)

t.test('the interval of a mean uses the published t of n - 1 degrees of freedom', async (t) => {
  // sd of 1..5 is sqrt(2.5) = 1.58114; t(4) = 2.776445: 3 ± 2.776445 * 1.58114 / sqrt(5) = 3 ±
  // 1.963243
  const five = meanInterval([1, 2, 3, 4, 5])
  t.equal(five.n, 5)
  t.ok(Math.abs(five.sd - 1.5811388300841898) < 1e-15)
  t.strictSame([five.mean, five.low.toFixed(5), five.high.toFixed(5)], [3, '1.03676', '4.96324'])
  // reach * sqrt(n) / sd is t itself; tables give it to 3 decimals
  const tOf = (n: number, confidence?: number): string => {
    const { mean, high, sd } = meanInterval(
      Array.from({ length: n }, (_, i) => i),
      confidence,
    )
    return (((high - mean) * Math.sqrt(n)) / sd).toFixed(3)
  }
  t.strictSame(
    [2, 3, 5, 10, 30].map((n) => tOf(n)),
    ['12.706', '4.303', '2.776', '2.262', '2.045'],
  )
  t.strictSame(
    [3, 5].map((n) => tOf(n, 0.99)),
    ['9.925', '4.604'],
  )
  t.strictSame(
    [3, 5].map((n) => tOf(n, 0.9)),
    ['2.920', '2.132'],
  )
})

t.test(
  'the interval of a mean is honest about one value, none, equal ones, and diverged ones',
  async (t) => {
    t.strictSame(meanInterval([7]), {
      mean: 7,
      low: -Infinity,
      high: Infinity,
      n: 1,
      sd: Number.NaN,
    })
    t.strictSame(meanInterval([]), {
      mean: Number.NaN,
      low: -Infinity,
      high: Infinity,
      n: 0,
      sd: Number.NaN,
    })
    t.strictSame(meanInterval([2, 2, 2]), { mean: 2, low: 2, high: 2, n: 3, sd: 0 })
    t.ok(Number.isNaN(meanInterval([1, Number.NaN]).mean))
    t.equal(meanInterval([1, Infinity]).mean, Infinity)
    t.throws(() => meanInterval([1, 2], 1), /^meanInterval: confidence must lie in \(0, 1\), got 1/)
  },
)

t.test('quantiles are linear between order statistics, as NumPy', async (t) => {
  // np.quantile([7, 15, 36, 39, 40, 41], [.1, .25, .5, .75, 1]): positions .5, 1.25, 2.5, 3.75, 5
  t.strictSame(
    quantiles([40, 7, 41, 15, 39, 36], [0.1, 0.25, 0.5, 0.75, 1]),
    [11, 20.25, 37.5, 39.75, 41],
  )
  t.equal(median([5, 1, 10]), 5, 'numbers sort as numbers')
  t.equal(median([4, 1, 2, 3]), 2.5)
  t.ok(Number.isNaN(median([])))
  t.throws(() => quantiles([1], [1.5]), /^quantiles: probabilities must lie in \[0, 1\], got 1\.5/)
})

t.test('diverged runs keep their place in the quantiles, NaN spoils them', async (t) => {
  t.strictSame(quantiles([Infinity, 1, 2], [0, 0.5, 1]), [1, 2, Infinity])
  t.equal(median([1, Infinity]), Infinity)
  t.equal(median([Infinity, Infinity]), Infinity)
  t.ok(Number.isNaN(median([-Infinity, Infinity])))
  t.ok(Number.isNaN(median([1, Number.NaN, 2])))
})
