import { chain, optimizer } from '@momenta/core'
import { float64 } from '@momenta/float64'
import {
  clipByLeafRms,
  scaleByFactoredRms,
  scaleByLearningRate,
  scaleByParameterRms,
} from '@momenta/transforms'
import t from 'tap'

/** A matrix of two rows and a vector of two, their gradients, and where AdaLOMO takes them. */
const gradients = [
  [1, -1, 0.5, 2, -0.25, 3, 2, -0.5],
  [-1, 0.5, 1, 0.5, 1, -2, 1, 1],
  [0.1, -3, 0.2, 1, 0.3, -0.4, -0.2, 4],
]

/**
 * Computed in numpy from `AdaLOMO.fuse_update` of pytorch_optimizer 4.1.0 in float64, with lr = 0.1
 * and the defaults else.
 */
const reference = [
  [
    ...[0.856331728981138, -1.6883397619386349, 0.4471864932079983],
    ...[2.8807470947251463, 0.28233698417184855, -1.1315147195278603],
    ...[0.46047152924789525, -0.21047152924789525],
  ],
  [
    ...[1.050940899180017, -1.8400926675964093, 0.32136549903197986],
    ...[2.8309048669571895, 0.12687251391046414, -1.002616402078521],
    ...[0.4367463401903951, -0.25386146915664515],
  ],
  [
    ...[1.0358443554614056, -1.5304877170773628, 0.29974750947935846],
    ...[2.686349150235912, 0.09722654569618969, -0.9612161447467764],
    ...[0.44248192511348766, -0.3040514400423783],
  ],
]

t.test('the composition of the coverage page is AdaLOMO of pytorch_optimizer', async (t) => {
  const adalomo = chain(
    scaleByFactoredRms({ axes: 'last', minSize: 0 }),
    clipByLeafRms({ max: 1 }),
    scaleByParameterRms(),
    scaleByLearningRate({ learningRate: 0.1 }),
  )
  const { init, step } = float64(optimizer(adalomo), { shapes: { w: [2, 3] } })
  let iterate = init({
    w: Float64Array.of(1, -2, 0.5, 3, 0.25, -1),
    b: Float64Array.of(0.5, -0.25),
  })
  for (const [i, g] of gradients.entries()) {
    const grads = { w: Float64Array.from(g.slice(0, 6)), b: Float64Array.from(g.slice(6)) }
    iterate = step(() => ({ value: 0, grads }), iterate)
    const { w, b } = iterate.params
    for (const [j, n] of [...w, ...b].entries()) {
      const wanted = reference[i]?.[j] as number
      // roundings of other orders
      t.ok(Math.abs(n - wanted) < 1e-13, `step ${i + 1}, element ${j}: ${n} and ${wanted}`)
    }
  }
})
