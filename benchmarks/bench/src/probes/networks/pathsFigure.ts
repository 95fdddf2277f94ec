import type { Block, ContourPanel } from '@momenta/bench-figures'
import type { MethodOrder } from '../../methods/MethodOrder.js'
import { contourBlock } from '../../report/blocks.js'
import { endsOf, interpolate } from './interpolate.js'
import { type NetworkGroup, nameOf } from './NetworkGroup.js'

const panelOf = (group: NetworkGroup): ContourPanel => {
  const { landscape, plane } = group[0].data
  return {
    title: nameOf(group),
    surface: {
      label: 'loss',
      value: interpolate(landscape),
      x: endsOf(landscape.a),
      y: endsOf(landscape.b),
      levels: { spacing: 'log', count: 10 },
    },
    trajectories: [
      {
        series: nameOf(group),
        x: plane.coordinates.map((point) => point[0] as number),
        y: plane.coordinates.map((point) => point[1] as number),
      },
    ],
  }
}

const caption = [
  'The first seed of each optimizer in the plane of its own first two principal components, over the',
  'loss there on the probe set (a grid of 15 × 15). The plane differs between runs.',
].join(' ')

/** The paths of the first runs over the loss. */
export const pathsFigure = (groups: readonly NetworkGroup[], series: MethodOrder): Block => {
  const shown = groups.slice(0, 5)
  return contourBlock(
    {
      id: 'probes-mnist-paths',
      title: 'The paths of the runs over the loss',
      x: { label: 'first principal direction' },
      y: { label: 'second' },
      series,
      panels: [shown.map(panelOf)],
    },
    caption,
    shown.map((group) => {
      const { landscape, plane } = group[0].data
      return { contender: nameOf(group), landscape, plane }
    }),
  )
}
