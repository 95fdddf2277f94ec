import type { Block } from '@momenta/bench-figures'
import type { MethodOrder } from '../../methods/MethodOrder.js'
import { type CapacitySample, sharpnessByCapacity } from '../../report/sharpnessByCapacity.js'
import type { TrainingRun } from '../trainingRuns.js'
import { type MethodRuns, monitoredRuns } from './methodsOf.js'

const kinds = { momenta: 'CM', gradients: 'CG' } as const

/** Adam with a memory and no estimator, by the kind of its memory, whatever its name is. */
const sampleOf = (runs: readonly TrainingRun[]): readonly CapacitySample[] => {
  const [first] = runs
  const { base, memory, estimators } = first?.method.spec ?? {}
  const { of, capacity } = memory ?? {}
  if (base?.name !== 'adam' || estimators !== undefined) return []
  if (capacity === undefined || (of !== 'momenta' && of !== 'gradients')) return []
  const sharpness = runs.flatMap(
    ({ monitored }) => monitored.at(-1)?.values['monitor.sharpness'] ?? [],
  )
  return [{ method: `Adam+${kinds[of]}`, capacity, sharpness }]
}

/** Sharpness where monitored runs ended against the capacity; nothing with one capacity. */
export const capacityFigure = (
  methods: readonly MethodRuns[],
  series: MethodOrder,
): readonly Block[] => {
  const runs = methods.map(monitoredRuns)
  const [first] = runs.flat()
  if (first === undefined) return []
  const { name, title } = first.task
  return sharpnessByCapacity(
    {
      id: `${name}-capacity`,
      title: `${title}: sharpness by capacity of the memory`,
      caption: `${title}: sharpness against capacity (Fig. 8, right): top Hessian eigenvalue of the loss on one batch where the compared runs ended, geometric mean over the seeds with Student’s 95 % interval of the logarithm (none with one seed).`,
    },
    runs.flatMap(sampleOf),
    series,
  )
}
