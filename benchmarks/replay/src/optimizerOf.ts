import type { Leaf, Optimizer } from '@momenta/core'
import { asam, sam } from '@momenta/estimators'
import { decodedAs } from './decodedAs.js'
import { hyperparameters as h } from './Hyperparameters.js'
import { isOfLibrary, libraryOptimizer } from './libraries/libraryOptimizer.js'
import type { Described } from './optimizers/fields.js'
import { official } from './optimizers/official.js'
import { paper } from './optimizers/paper.js'
import { published } from './optimizers/published.js'

const withSAM = (o: Described): Optimizer => {
  const { rho, adaptive, base } = decodedAs('SAM', h.sam, o)
  if (base.name === 'SAM') throw new RangeError('SAM: base must be another optimizer, got SAM')
  return { ...optimizerOf(base), estimators: [adaptive ? asam({ rho }) : sam({ rho })] }
}

const builders: ReadonlyMap<string, (o: Described) => Optimizer> = new Map(
  Object.entries({ ...published, ...official, ...paper, SAM: withSAM }),
)

/**
 * The optimizer that a reference file describes by name and hyperparameters.
 *
 * @param leaves - The leaves of the parameters, for rules that depend on their shapes.
 * @throws RangeError if the name or a hyperparameter is unknown, missing, wrong or out of range.
 */
export const optimizerOf = (described: Described, leaves: readonly Leaf[] = []): Optimizer => {
  const name = String(described.name)
  if (isOfLibrary(name)) return libraryOptimizer(described, leaves)
  const build = builders.get(name)
  if (build === undefined)
    throw new RangeError(
      `optimizer.name: must be one of ${[...builders.keys()].join(', ')}, got '${name}'`,
    )
  return build(described)
}
