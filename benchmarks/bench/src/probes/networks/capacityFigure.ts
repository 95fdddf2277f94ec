import type { Block } from '@momenta/bench-figures'
import type { MethodOrder } from '../../methods/MethodOrder.js'
import { countText } from '../../report/countText.js'
import { sharpnessByCapacity } from '../../report/sharpnessByCapacity.js'
import type { NetworkGroup } from './NetworkGroup.js'

/** `Adam+CM` of `Adam+CM, C = 20`. */
const methodOf = (group: NetworkGroup): string =>
  (group[0].job.config.contender.name.split(',')[0] as string).trim()

/** Sharpness where runs end against the capacity of the memory; nothing with one capacity. */
export const capacityFigure = (
  all: readonly NetworkGroup[],
  series: MethodOrder,
): readonly Block[] => {
  const samples = all.flatMap((group) => {
    const { memory, estimators } = group[0].job.config.contender.spec
    return memory?.capacity === undefined || estimators !== undefined
      ? []
      : [
          {
            method: methodOf(group),
            capacity: memory.capacity,
            sharpness: group.map(({ values }) => values.sharpness ?? Number.NaN),
          },
        ]
  })
  const [first] = all
  if (first === undefined) return []
  const { epochs, samples: images } = first[0].job.config
  return sharpnessByCapacity(
    {
      id: 'probes-mnist-capacity',
      title: 'Sharpness by capacity of the memory',
      caption: `Sharpness against capacity (Fig. 8, right): top Hessian eigenvalue on ${images} training images of MNIST where runs of ${epochs} epochs ended, geometric mean over ${countText(first.length, 'seed')} with Student’s 95 % interval of the logarithm (none with one seed), λ = 0.7, all at the default learning rate.`,
    },
    samples,
    series,
  )
}
