import type { Block, Line, LinePanel } from '@momenta/bench-figures'
import { meanInterval } from '@momenta/bench-results'
import type { RunRecord } from '@momenta/monitor'
import { methodSeries } from '../../methods/methodSeries.js'
import { lineBlock } from '../../report/blocks.js'
import { type NetworkGroup, nameOf } from './NetworkGroup.js'

type Quantity = (record: RunRecord) => number | null | undefined

/** The mean over the seeds of a quantity, at each record. */
const lineOf = (group: NetworkGroup, quantity: Quantity): Line => {
  const steps = group[0].data.records.map(({ step }) => step)
  const y = steps.map((step) => {
    const records = group.flatMap(({ data }) => data.records.filter((one) => one.step === step))
    return meanInterval(records.map((record) => quantity(record) ?? Number.NaN)).mean
  })
  return { series: nameOf(group), x: steps, y }
}

/** The records of the monitor along the runs. */
export const recordsFigure = (groups: readonly NetworkGroup[]): Block => {
  const panel = (label: string, scale: 'linear' | 'log', quantity: Quantity): LinePanel => ({
    y: { label, scale },
    lines: groups
      .map((group) => lineOf(group, quantity))
      .filter(({ y }) => Array.from(y).some(Number.isFinite)),
  })
  return lineBlock(
    {
      id: 'probes-mnist-run',
      title: 'Records of the monitor',
      x: { label: 'step', scale: 'linear' },
      y: { label: '', scale: 'linear' },
      series: methodSeries(groups.map(nameOf)),
      panels: [
        [
          panel('sharpness λmax(H)', 'log', ({ sharpness }) => sharpness?.value),
          panel('lr·λmax(P⁻¹H)', 'log', ({ stability }) => stability?.value),
          panel('distance ‖θ − θ₀‖', 'linear', ({ distance }) => distance),
        ],
        [
          panel(
            'relative variance of the memory',
            'linear',
            ({ memories }) => memories[0]?.relativeVariance,
          ),
          panel(
            'agreement, largest norm',
            'linear',
            ({ memories }) => memories[0]?.agreementByNorm,
          ),
          panel('amplification ‖a‖/‖m‖', 'linear', ({ amplification }) => amplification),
        ],
      ],
    },
    'Means over the seeds. Optimizers without a memory, or without the quantity of a panel, are left out there. Distances are to the start.',
  )
}
