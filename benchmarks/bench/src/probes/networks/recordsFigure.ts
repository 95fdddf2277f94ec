import type { Block, Line, LinePanel } from '@momenta/bench-figures'
import { meanInterval } from '@momenta/bench-results'
import type { RunRecord } from '@momenta/monitor'
import type { MethodOrder } from '../../methods/MethodOrder.js'
import { detailsBlock, lineBlock } from '../../report/blocks.js'
import { countText } from '../../report/countText.js'
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

/** The records of the monitor along the runs: the four panels of Fig. 10, and two more folded. */
export const recordsFigure = (
  groups: readonly NetworkGroup[],
  series: MethodOrder,
): readonly Block[] => {
  const seeds = Math.max(...groups.map(({ length }) => length))
  const panel = (label: string, scale: 'linear' | 'log', quantity: Quantity): LinePanel => ({
    y: { label, scale },
    lines: groups
      .map((group) => lineOf(group, quantity))
      .filter(({ y }) => Array.from(y).some(Number.isFinite)),
  })
  const figure = (id: string, title: string, all: readonly LinePanel[], caption: string) => {
    // without a memory there is nothing to draw in its panels
    const panels = all.filter(({ lines }) => lines.length > 0)
    return lineBlock(
      {
        id,
        title,
        x: { label: 'step', scale: 'linear', integers: true },
        y: { label: '', scale: 'linear' },
        series,
        panelSize: { width: 390, height: 220 },
        panels: [panels.slice(0, 2), panels.slice(2)].filter(({ length }) => length > 0),
      },
      `${caption} MNIST, mean over ${countText(seeds, 'seed')}; a method without the quantity of a panel is left out there.`,
    )
  }
  return [
    figure(
      'probes-mnist-run',
      'Sharpness, distance, variance and agreement of the memory',
      [
        panel('sharpness λmax(H)', 'log', ({ sharpness }) => sharpness?.value),
        panel('distance ‖θ − θ₀‖', 'linear', ({ distance }) => distance),
        panel(
          'relative variance of the entries',
          'linear',
          ({ memories }) => memories[0]?.relativeVariance,
        ),
        panel(
          'agreement with the largest entry',
          'linear',
          ({ memories }) => memories[0]?.agreementByNorm,
        ),
      ],
      'The analysis of Fig. 10 along the runs: top Hessian eigenvalue and distance from the start; variance of the entries of the memory over their mean square (momenta are shorter than gradients, so raw variances cannot be compared), and the mean cosine of the entry of the largest norm with the others.',
    ),
    detailsBlock('Stability and amplification along the runs', [
      figure(
        'probes-mnist-stability',
        'Stability and amplification',
        [
          panel('lr·λmax(P⁻¹H)', 'log', ({ stability }) => stability?.value),
          panel('amplification ‖a‖/‖m‖', 'linear', ({ amplification }) => amplification),
        ],
        'Curvature in the metric of the optimizer times the learning rate, and the norm of the aggregate over that of the momentum.',
      ),
    ]),
  ]
}
