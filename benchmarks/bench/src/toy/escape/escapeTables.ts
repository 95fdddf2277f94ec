import type { Block } from '@momenta/bench-figures'
import { wilson } from '@momenta/bench-results'
import { settingOf } from '../../methods/methods.js'
import { foldedTable } from '../../report/blocks.js'
import { countText } from '../../report/countText.js'
import type { EscapeRow } from './escapeConfig.js'

const percent = (successes: number, n: number): string => {
  if (n === 0) return '–'
  const { low, high } = wilson(successes, n)
  return `${successes}/${n} [${Math.round(100 * low)}, ${Math.round(100 * high)}] %`
}

const ascending = (values: readonly number[]) => [...new Set(values)].sort((a, b) => a - b)

interface Case {
  readonly name: string
  readonly setting: string
  readonly capacity: number
  readonly decay: number
  readonly learningRate: number
}

const isOf =
  ({ name, capacity, decay, learningRate }: Case) =>
  (row: EscapeRow): boolean =>
    row.contender.name === name &&
    row.capacity === capacity &&
    row.decay === decay &&
    row.learningRate === learningRate

/** Escapes by learning rate, at the sharpness coefficients that all rates share. */
export const rateTable = (rows: readonly EscapeRow[], dim: number): Block => {
  const among = rows.filter((row) => row.dim === dim && row.form === 'separable')
  const at = ascending(
    among.filter(({ learningRate }) => learningRate < 0.1).map(({ sharpness }) => sharpness),
  )
  const isSearched = (one: Case) =>
    among.some(
      (row) => row.learningRate < 0.1 && isOf({ ...one, learningRate: row.learningRate })(row),
    )
  const cases = [
    ...new Map(
      among.map(({ contender, capacity, decay, learningRate }) => {
        const setting = settingOf(contender)
        const one = { name: contender.name, setting, capacity, decay, learningRate }
        return [JSON.stringify(one), one] as const
      }),
    ).values(),
  ].filter(isSearched)
  const order = [...new Set(cases.map(({ name }) => name))]
  const sorted = [...cases].sort(
    (a, b) =>
      b.capacity - a.capacity ||
      order.indexOf(a.name) - order.indexOf(b.name) ||
      b.learningRate - a.learningRate,
  )
  return foldedTable(
    `escape-rates-${dim}`,
    `Escapes by learning rate, ${countText(dim, 'dimension')}`,
    sorted,
    [
      { heading: 'method', value: ({ name }) => name },
      { heading: 'C, λ', value: ({ setting }) => setting },
      { heading: 'α', value: ({ learningRate }) => learningRate },
      ...at.map((sharpness) => ({
        heading: `s = ${sharpness}`,
        value: (one: Case) => {
          const row = among.find((each) => isOf(one)(each) && each.sharpness === sharpness)
          return row === undefined ? null : percent(row.escaped, row.couldEscape)
        },
      })),
    ],
    `Sharp → flat in ${countText(dim, 'dimension')} by learning rate: escapes/runs [Wilson 95 % interval].`,
  )
}

/** Both directions in the joint form. */
export const jointTable = (joint: readonly EscapeRow[]): Block =>
  foldedTable(
    'escape-joint',
    'Escapes in the joint form',
    joint,
    [
      { heading: 'method', value: ({ contender }) => contender.name },
      { heading: 'D', value: ({ dim }) => dim },
      { heading: 's', value: ({ sharpness }) => sharpness },
      { heading: 'sharp → flat', value: (row) => percent(row.escaped, row.couldEscape) },
      { heading: 'flat → sharp', value: (row) => percent(row.fell, row.couldFall) },
    ],
    'The joint form, min(‖x‖², s ‖x − 1‖²): two minima as the paper says, but in 10 dimensions next to no point of [−1, 1]¹⁰ lies in the sharp basin (none of 20,000 draws where there is a dash).',
  )
