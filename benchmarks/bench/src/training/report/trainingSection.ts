import type { Block, Section } from '@momenta/bench-figures'
import type { MethodOrder } from '../../methods/MethodOrder.js'
import { detailsBlock, nothingYet, text } from '../../report/blocks.js'
import { countText } from '../../report/countText.js'
import type { TaskTitle } from '../../tasks/Task.js'
import type { TrainingRun } from '../trainingRuns.js'
import { capacityFigure } from './capacityFigure.js'
import { curvesFigure } from './curvesFigure.js'
import { type MethodRuns, methodsOf } from './methodsOf.js'
import { monitorFigure } from './monitorFigure.js'
import { overheadsOf, overheadTable } from './overheadTable.js'
import { ratesFigure } from './ratesFigure.js'
import { resultsTable } from './resultsTable.js'
import { runsTable } from './runsTable.js'
import { targetTable } from './targetTable.js'

const words = (runs: readonly TrainingRun[]): string => {
  const finals = runs.filter(({ isSearch }) => !isSearch)
  const [{ task }] = (finals.length > 0 ? finals : runs) as [TrainingRun]
  const backends = [
    ...new Set(
      runs.map(({ backend, device }) =>
        device === undefined ? backend : `${backend} on ${device}`,
      ),
    ),
  ].join(', ')
  const source = task.source.charAt(0).toUpperCase() + task.source.slice(1)
  return `${source}. ${countText(task.epochs, 'epoch')}, batches of ${task.batch}${task.clipNorm === undefined ? '' : `, gradients clipped at norm ${task.clipNorm}`}, backend ${backends}; ${finals.length} final runs and ${runs.length - finals.length} runs of searches are finished.`
}

/** What monitors measured, or one line that says how to measure it. */
const monitors = (methods: readonly MethodRuns[], order: MethodOrder): readonly Block[] => {
  const along = monitorFigure(methods, order)
  const capacity = capacityFigure(methods, order)
  const missing = [
    ...(along.length > 0 ? [] : ['sharpness, distance and the memory along the runs']),
    ...(capacity.length > 0 ? [] : ['sharpness against capacity']),
  ]
  return [
    ...along,
    ...capacity,
    ...(missing.length === 0
      ? []
      : [
          text(
            `Not measured: ${missing.join('; ')}. Runs with --monitor measure them, capacities those of optimizers as JSON (--optimizer).`,
          ),
        ]),
  ]
}

const results = (runs: readonly TrainingRun[], order: MethodOrder): readonly Block[] => {
  const methods = methodsOf(runs)
  const hasFinals = methods.some(({ untuned, tuned }) => untuned.length + tuned.length > 0)
  const title = runs[0]?.task.title ?? ''
  return [
    ...(hasFinals
      ? [resultsTable(methods), curvesFigure(methods, order)]
      : [text('No final run is finished yet.')]),
    ...(hasFinals ? monitors(methods, order) : []),
    ...ratesFigure(methods, order),
    ...targetTable(methods),
    ...(hasFinals ? [overheadTable(title, overheadsOf(methods))] : []),
    detailsBlock(`All runs (${runs.length})`, runsTable(runs)),
  ]
}

/** The section of the report on a task of training, from its finished runs. */
export const trainingSection = (
  { name, title }: TaskTitle,
  runs: readonly TrainingRun[],
  order: MethodOrder,
): Section => ({
  id: name,
  title,
  blocks: runs.length === 0 ? [nothingYet] : [text(words(runs)), ...results(runs, order)],
})
