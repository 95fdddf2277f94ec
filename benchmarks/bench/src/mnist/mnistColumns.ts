import type { Column } from '@momenta/bench-figures'
import { meanInterval } from '@momenta/bench-results'
import { meanText } from '../report/meanText.js'
import { type Better, separatedBest } from '../report/separatedBest.js'
import { type MnistGroup, nameOf, valuesOf } from './MnistGroup.js'

/** The columns of a table of groups; the best of them is bold where intervals separate. */
export const mnistColumns = (groups: readonly MnistGroup[]): readonly Column<MnistGroup>[] => {
  const measured = (heading: string, key: string, better: Better): Column<MnistGroup> => {
    const best = separatedBest(
      groups.map((group) => valuesOf(group, key)),
      better,
    )
    return {
      heading,
      value: (group) => meanText(valuesOf(group, key)),
      bold: (group) => groups.indexOf(group) === best,
    }
  }
  const time = (group: MnistGroup) => meanInterval(valuesOf(group, 'msPerStep')).mean
  const adam = groups.find((group) => nameOf(group) === 'Adam')
  return [
    { heading: 'optimizer', value: nameOf },
    { heading: 'n', value: (group) => group.length },
    measured('accuracy', 'accuracy', 'higher'),
    measured('loss', 'loss', 'lower'),
    { heading: 'ms a step', value: time, digits: 2 },
    ...(adam === undefined
      ? []
      : [
          {
            heading: 'of Adam’s',
            value: (group: MnistGroup) => time(group) / time(adam),
            digits: 2,
          },
        ]),
  ]
}
