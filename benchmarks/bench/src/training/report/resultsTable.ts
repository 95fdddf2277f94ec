import type { Block, Column } from '@momenta/bench-figures'
import { meanInterval } from '@momenta/bench-results'
import { searchRates } from '@momenta/bench-training'
import { tableBlock } from '../../report/blocks.js'
import { separatedBest } from '../../report/separatedBest.js'
import { uncertainText } from '../../report/uncertainText.js'
import type { TrainingRun } from '../trainingRuns.js'
import type { MethodRuns } from './methodsOf.js'
import { metricOf, scoreOf } from './metricOf.js'

/** Three significant digits: `92.0`, `206`, `1230`. */
const single = (value: number): string =>
  Math.abs(value) < 1000 ? value.toPrecision(3) : String(Number(value.toPrecision(3)))

/**
 * Mean ± standard deviation of the runs that did not diverge; without a deviation three significant
 * digits.
 */
const spread = (all: readonly number[]): string => {
  const values = all.filter(Number.isFinite)
  const { mean, sd } = meanInterval(values)
  if (values.length === 0) return ''
  return values.length === 1 ? single(mean) : uncertainText(mean, sd)
}

type Select = (method: MethodRuns) => readonly TrainingRun[]

const columnsOf = (
  methods: readonly MethodRuns[],
  heading: string,
  select: Select,
): readonly Column<MethodRuns>[] => {
  const shown = methods.filter((method) => select(method).length > 0)
  const [first] = shown.flatMap(select)
  if (first === undefined) return []
  const best =
    shown[
      separatedBest(
        shown.map((method) => select(method).map(scoreOf).filter(Number.isFinite)),
        metricOf(first).better,
      ) ?? -1
    ]
  const diverged = (method: MethodRuns) =>
    select(method).filter(({ values }) => values.diverged === 1).length
  return [
    {
      heading,
      value: (method) => spread(select(method).map(scoreOf)),
      bold: (method) => method === best,
    },
    {
      heading: 'n',
      value: (method) => {
        const n = select(method).length
        const lost = diverged(method)
        return n === 0 ? '' : `${n}${lost === 0 ? '' : `, ${lost} diverged`}`
      },
    },
  ]
}

/** The columns of an online task: forgetting and learning accuracy. */
const onlineColumns = (select: Select): readonly Column<MethodRuns>[] =>
  (
    [
      ['forgetting, %', 'forgetting'],
      ['accuracy right after learning, %', 'learningAccuracy'],
    ] as const
  ).map(([heading, key]) => ({
    heading,
    value: (method) =>
      spread(select(method).map(({ values }) => 100 * (values[key] ?? Number.NaN))),
  }))

/** How the tuned settings were found. */
const tunedWords = (methods: readonly MethodRuns[]): string => {
  const searches = methods.map(({ search }) => search.length)
  const most = Math.max(0, ...searches)
  if (most === 0) return 'each method at the setting that the paper found (Tables 6 to 8)'
  return most === searchRates
    ? 'each method at the best of three rates on held-out data'
    : `each method at the best of up to ${most} settings of the paper’s grid on held-out data`
}

/** The table of the paper: each method at the rate of Adam, and at the rate of its own search. */
export const resultsTable = (methods: readonly MethodRuns[]): Block => {
  const [first] = methods.flatMap(({ untuned, tuned }) => [...untuned, ...tuned])
  const isTuned = methods.some(({ tuned }) => tuned.length > 0)
  const rows = methods.filter(({ untuned, tuned }) => untuned.length + tuned.length > 0)
  const compared: Select = isTuned ? ({ tuned }) => tuned : ({ untuned }) => untuned
  const { label, at } = first === undefined ? { label: '', at: '' } : metricOf(first)
  return tableBlock(
    rows,
    [
      { heading: 'method', value: ({ name }) => name },
      ...columnsOf(rows, `${label}, α = ${first?.task.learningRate}`, ({ untuned }) => untuned),
      ...(isTuned
        ? [{ heading: 'tuned α', value: ({ rate }: MethodRuns) => rate ?? null, digits: 2 }]
        : []),
      ...columnsOf(rows, `${label}, tuned α`, ({ tuned }) => tuned),
      ...(first?.task.kind === 'online' ? onlineColumns(compared) : []),
    ],
    `${first?.task.title}: ${label} ${at}, mean ± standard deviation over n seeds; untuned at the rate of Adam, α = ${first?.task.learningRate}, and tuned, ${tunedWords(methods)}. Means leave out runs that diverged. Bold: better than every other row beyond both 95 % intervals.`,
  )
}
