import type { Block, Section } from '@momenta/bench-figures'
import { meanInterval } from '@momenta/bench-results'
import type { MethodOrder } from '../methods/MethodOrder.js'
import { paperMethods, small } from '../methods/methods.js'
import { orderedMethods } from '../methods/orderedMethods.js'
import { detailsBlock, foldedTable, nothingYet, tableBlock, text } from '../report/blocks.js'
import { countText } from '../report/countText.js'
import { groupRuns } from '../report/groupRuns.js'
import { meanText } from '../report/meanText.js'
import type { Contender } from '../tasks/Contender.js'
import type { Finished } from '../tasks/Job.js'
import { type MnistGroup, nameOf, valuesOf } from './MnistGroup.js'
import { mnistColumns } from './mnistColumns.js'
import { mnistCurves } from './mnistCurves.js'
import type { Config, Variant } from './Variant.js'

/** Whether an optimizer has a learning rate or a memory of its own, as those from JSON may have. */
const isOwn = ({ spec: { learningRate, memory } }: Contender): boolean =>
  learningRate !== undefined ||
  ![undefined, 0, small.capacity].includes(memory?.capacity) ||
  ![undefined, small.decay].some((decay) => decay === memory?.policy?.decay)

const ownText = (groups: readonly MnistGroup[]): string => {
  const names = groups.filter(([{ job }]) => isOwn(job.config.contender)).map(nameOf)
  return names.length === 0 ? '' : `With settings of their own: ${names.join(', ')}.`
}

const words = (
  { images, validation, epochs, batch, backend }: Config,
  groups: readonly MnistGroup[],
): string =>
  [
    `A perceptron 784-128-10 on ${images} training and ${validation} test images of MNIST, ${epochs}`,
    `epochs, batches of ${batch}, backend ${backend}, every optimizer at its default learning rate (no`,
    'search), C = 5 and λ = 0.7.',
    ownText(groups),
    images < 60_000 ? 'This preset uses a part of the data; the preset full uses all of it.' : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')

const caption = (seeds: number): string =>
  `Accuracy and loss on the test images after the last epoch: mean over ${seeds === 1 ? 'one seed' : `${seeds} seeds ± half the 95 % interval (Student)`}, and the median time of a step, on a machine that may have run other work beside it. Bold: better than every other row beyond both intervals.`

const curves = (
  groups: readonly MnistGroup[],
  order: MethodOrder,
  name: string,
  which: string,
): Block =>
  mnistCurves(
    groups,
    order,
    `${name}-${which}`,
    `MNIST, ${which}: accuracy and loss on the test images by epoch, mean over ${countText(groups[0]?.length ?? 0, 'seed')} with Student’s 95 % interval as a band, every optimizer at its default learning rate. ${ownText(groups)}`.trimEnd(),
  )

const accuracyOf = (group: MnistGroup): number => meanInterval(valuesOf(group, 'accuracy')).mean

const extremes = (sorted: readonly MnistGroup[]): string => {
  const [best, worst] = [sorted[0], sorted.at(-1)] as [MnistGroup, MnistGroup]
  const shown = (group: MnistGroup) => `${nameOf(group)} (${meanText(valuesOf(group, 'accuracy'))})`
  return `Of ${sorted.length} combinations the highest mean accuracy has ${shown(best)}, the lowest ${shown(worst)}; the highest of so many means is chosen after the fact, so its interval is too narrow.`
}

const methods = (
  groups: readonly MnistGroup[],
  order: MethodOrder,
  name: string,
): readonly Block[] => {
  const paper = paperMethods(small).map((method) => method.name)
  const main = groups.filter((group) => paper.includes(nameOf(group)))
  const rest = groups.filter((group) => !main.includes(group))
  return [
    ...(main.length === 0
      ? []
      : [
          tableBlock(main, mnistColumns(main), caption(main[0]?.length ?? 0)),
          curves(main, order, name, 'methods'),
        ]),
    ...(rest.length === 0
      ? []
      : [
          detailsBlock('Curves of controls and other optimizers', [
            curves(rest, order, name, 'others'),
          ]),
          foldedTable(
            name,
            'All optimizers',
            groups,
            mnistColumns(groups),
            caption(groups[0]?.length ?? 0),
          ),
        ]),
  ]
}

/** The section of the report on an MNIST task. */
export const sectionOf = (
  { name, title, curves: hasCurves }: Variant,
  finished: readonly Finished<Config, undefined>[],
  order: MethodOrder,
): Section => {
  const [first] = finished
  if (first === undefined) return { id: name, title, blocks: [nothingYet] }
  const all = groupRuns(finished, ({ job }) => job.config.contender.name)
  const groups = orderedMethods(all.map(nameOf)).flatMap((each) =>
    all.filter((group) => nameOf(group) === each),
  )
  const sorted = [...groups].sort((a, b) => accuracyOf(b) - accuracyOf(a))
  const blocks = hasCurves
    ? methods(groups, order, name)
    : [
        text(extremes(sorted)),
        foldedTable(
          name,
          'All combinations, by accuracy',
          sorted,
          mnistColumns(sorted),
          caption(sorted[0]?.length ?? 0),
        ),
      ]
  return { id: name, title, blocks: [text(words(first.job.config, groups)), ...blocks] }
}
