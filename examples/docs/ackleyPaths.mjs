// Writes the paths of docs/figures/ackley.svg: node examples/docs/ackleyPaths.mjs
import { writeFileSync } from 'node:fs'
import { surfaceNamed } from '@momenta/bench-surfaces'
import { compile } from '@momenta/float64'
import { adam, adamCM } from '@momenta/optimizers'

const { gradient } = surfaceNamed('ackley')
const optimizers = {
  Adam: adam({ learningRate: 0.1 }),
  'Adam+CM': adamCM({ learningRate: 0.1 }),
}

const lines = Object.entries(optimizers).flatMap(([series, optimizer]) => {
  const { params, step } = compile(optimizer, [[3.2, -2.6]])
  const at = () => [series, params[0][0].toFixed(3), params[0][1].toFixed(3)].join()
  const steps = Array.from({ length: 60 }, () => {
    step(([point], [out]) => gradient(point, out))
    return at()
  })
  return [`${series},3.200,-2.600`, ...steps]
})
const file = new URL('../../docs/data/ackley-paths.csv', import.meta.url)
writeFileSync(file, `${['series,x,y', ...lines].join('\n')}\n`)
