import { float64 } from '@momenta/float64'
import { adam, muon } from '@momenta/optimizers'
import t from 'tap'

type Point = { readonly [name: string]: Float64Array }

const grads = (params: Point): Point =>
  Object.fromEntries(
    Object.entries(params).map(([name, leaf]) => [name, leaf.map((n, i) => n * (i + 1) - 0.3)]),
  )

t.test('Muon gives leaves that are not matrices to Adam with Nesterov, bit for bit', async (t) => {
  const start: Point = { bias: Float64Array.of(0.5, -1, 2), scale: Float64Array.of(3) }
  const oracle = (params: Point) => ({ value: 0, grads: grads(params) })
  const [found, wanted] = [muon(), adam({ learningRate: 0.02, nesterov: true })].map((one) => {
    const { init, step } = float64(one)
    let state = init(start)
    for (let i = 0; i < 5; i++) state = step(oracle, state)
    return state.params
  })
  t.same(found, wanted)
})
