import { standardNormal } from '@momenta/core'
import t from 'tap'

t.test('the numbers of standardNormal are pinned: others would break resumed runs', async (t) => {
  // to 1e-14: the last bit of a logarithm and a sine may differ
  const wanted = [
    0.00037826957977967504, 0.00015696350406185644, 1.2831820019723101, 0.6847058179977416,
    -0.6890396116657841, -0.984446583099487,
  ]
  for (const size of [6, 5])
    Array.from(standardNormal(5, size)).forEach((n, i) => {
      t.ok(Math.abs(n - (wanted[i] as number)) < 1e-14, `${i}: ${n}`)
    })
})
