import { all } from '../conditions.js'
import { negated } from '../Factor.js'
import { moved } from '../patterns/descent.js'
import { factored } from '../patterns/factors.js'
import { hole } from '../patterns/leaves.js'
import { matchesOf } from '../patterns/Pattern.js'
import { type Emitter, type Kernel, tensor, variable } from './Kernel.js'
import { parametersOf } from './parameters.js'

const pattern = moved(factored('rate', hole('u')))

/** p + rate u. */
export const descent: Kernel = {
  name: 'descent',
  uses: (next) =>
    matchesOf(pattern, next).map(({ nodes: { p, u }, factors: { keep, rate } }) => ({
      reads: [u],
      makes: [next],
      holds: all(),
      emit: (to: Emitter) => {
        const gradient = tensor(to.tensor(u))
        to.update([[parametersOf(to, p, keep), next]], {
          operation: 'ResourceApplyGradientDescent',
          inputs: [variable(0), to.scalar(negated(rate)), gradient],
        })
      },
    })),
}
