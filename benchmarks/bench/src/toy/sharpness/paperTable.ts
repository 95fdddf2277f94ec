import type { Block } from '@momenta/bench-figures'
import { landscapeNamed } from '../../landscapes/landscapes.js'
import { large, paperMethods } from '../../methods/methods.js'
import { orderedMethods } from '../../methods/orderedMethods.js'
import { tableBlock } from '../../report/blocks.js'
import { meanText } from '../../report/meanText.js'
import { separatedBest } from '../../report/separatedBest.js'
import { known } from '../toyJob.js'
import type { FinishedSharpness, Losses } from './sharpnessConfig.js'

const surfaces = ['goldstein-price', 'levy']

const keys: readonly (readonly [keyof Losses, string])[] = [
  ['last', 'loss'],
  ['sharpness', 'sharpness λ₁'],
]

/** The toy table of the paper: its methods, with loss and sharpness on both surfaces. */
export const paperTable = (finished: readonly FinishedSharpness[]): readonly Block[] => {
  const paper = paperMethods(large).map(({ name }) => name)
  const main = finished.filter(({ job: { config } }) => {
    const { capacity, decay, contender, landscape } = config
    return (
      capacity === large.capacity &&
      decay === large.decay &&
      paper.includes(contender.name) &&
      surfaces.includes(landscape)
    )
  })
  const nameOf = ({ job }: FinishedSharpness) => job.config.contender.name
  const names = orderedMethods(main.map(nameOf))
  const valuesOf = (name: string, landscape: string, key: keyof Losses) => {
    const one = main.find(
      (each) => nameOf(each) === name && each.job.config.landscape === landscape,
    )
    return one === undefined ? [] : known(one.data[key])
  }
  const columns = surfaces
    .filter((landscape) => main.some(({ job }) => job.config.landscape === landscape))
    .flatMap((landscape) =>
      keys.map(([key, heading]) => {
        const samples = names.map((name) => valuesOf(name, landscape, key))
        const best = separatedBest(samples, 'lower')
        return {
          heading: `${landscapeNamed(landscape).label}: ${heading}`,
          value: (name: string) => {
            const values = samples[names.indexOf(name)] ?? []
            return values.length < 2 ? '–' : meanText(values)
          },
          bold: (name: string) => names.indexOf(name) === best,
        }
      }),
    )
  const [first] = main
  return first === undefined
    ? []
    : [
        tableBlock(
          names,
          [{ heading: 'method', value: (name) => name }, ...columns],
          `The toy table of the paper: last loss and top Hessian eigenvalue λ₁ at the floor of the basin, mean over ${first.values.runs} starts ± half the 95 % interval, each method at the learning rate of its own search; C = ${large.capacity}, λ = ${large.decay}. Bold: better than every other row beyond both intervals.`,
        ),
      ]
}
