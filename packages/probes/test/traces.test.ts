import { hutchinson, hutchPlusPlus, quadratic, xTrace } from '@momenta/probes'
import t from 'tap'
import { spectra } from './spectra.js'
import { near } from './vectors.js'

t.test('a budget that gives no error bar gives no value', async (t) => {
  const operator = quadratic({ spectrum: spectra.power, seed: 1 })
  for (const [probe, products] of [
    [hutchinson, 1],
    [hutchPlusPlus, 5],
    [xTrace, 3],
  ] as const) {
    const found = await probe(operator, { products })
    t.match(found, { converged: false, reason: /too few products/, matvecs: 0 })
    t.ok(Number.isNaN(found.value))
  }
  t.match(await hutchinson(operator, { products: 5, tolerance: 1e-6 }), {
    converged: false,
    reason: /give more products/,
  })
  await t.rejects(hutchinson(operator, { products: 0 }), {
    message: /products must be a positive integer, got 0/,
  })
})

t.test('the standard error of the trace covers it in 95 ± 5 % of 200 seeds', async (t) => {
  const rows = [
    [hutchinson, 60],
    [hutchPlusPlus, 60],
    // wide by design: the jackknife; 30, since its time grows with the fourth power
    [xTrace, 30],
  ] as const
  for (const [probe, products] of rows)
    for (const [name, whole] of Object.entries(spectra)) {
      // the head of each, for speed
      const spectrum = whole.slice(0, 150)
      if (probe === xTrace && name !== 'close' && name !== 'power') continue
      const operator = quadratic({ spectrum, seed: 1 })
      const wanted = spectrum.reduce((a, b) => a + b)
      const runs = await Promise.all(
        Array.from({ length: 200 }, (_, seed) => probe(operator, { seed, products })),
      )
      const covered = runs.filter(({ value, error }) => Math.abs(value - wanted) <= 1.96 * error)
      const share = covered.length / 2
      t.ok(share >= 90 && share <= 100, `${probe.name}, ${name}: ${share} %`)
      // and is no wider than it need be: rms error over rms of the error bars
      const rms = (numbers: readonly number[]) =>
        Math.sqrt(numbers.reduce((sum, n) => sum + n * n, 0))
      const tightness =
        rms(runs.map(({ value }) => value - wanted)) / rms(runs.map(({ error }) => error))
      const least = probe === xTrace ? 0.3 : 0.75
      t.ok(tightness >= least && tightness <= 1.33, `${probe.name}, ${name}: ${tightness}`)
    }
})

t.test('60 products give the trace to the errors that were measured elsewhere', async (t) => {
  // mean relative error of 40 seeds, twice what a reference table has
  const rows = [
    [hutchinson, 'outliers', 0.022],
    [hutchinson, 'power', 0.012],
    [hutchPlusPlus, 'outliers', 0.006],
    [hutchPlusPlus, 'negative', 0.02],
    [hutchPlusPlus, 'power', 0.014],
    [xTrace, 'outliers', 0.006],
  ] as const
  for (const [probe, name, allowed] of rows) {
    const operator = quadratic({ spectrum: spectra[name], seed: 1 })
    const wanted = spectra[name].reduce((a, b) => a + b)
    let sum = 0
    for (let seed = 0; seed < 40; seed++) {
      const { value, matvecs } = await probe(operator, { seed })
      sum += Math.abs(value - wanted) / wanted / 40
      t.equal(matvecs, 60)
    }
    t.ok(sum <= allowed, `${probe.name}, ${name}: ${sum}`)
  }
})

t.test(
  'signs on a diagonal matrix have no variance, so Hutchinson is exact there and only there',
  async (t) => {
    const spectrum = spectra.power
    const wanted = spectrum.reduce((a, b) => a + b)
    const axis = await hutchinson(quadratic({ spectrum }))
    t.ok(near(axis.value, wanted, 1e-12) && axis.error < 1e-12)
    t.ok((await hutchinson(quadratic({ spectrum, seed: 1 }))).error > 1e-3)
  },
)
