import type { Axis } from '../model/Axis.js'
import type { CategoryAxis } from '../model/CategoryAxis.js'
import type { Size } from '../model/Size.js'
import { categoryScale } from './categoryScale.js'
import { numericScale } from './numericScale.js'
import type { Scale } from './Scale.js'

type Panel = { readonly x?: Axis | CategoryAxis; readonly y?: Axis }

type Values = { readonly x: readonly number[]; readonly y: readonly number[] }

type Axes = {
  readonly x: Axis | CategoryAxis
  readonly y: Axis
  readonly panels: readonly (readonly Panel[])[]
}

/**
 * The scales of a figure's panels: a panel's own axis fits its values, the figure's axis those of
 * all the others.
 */
export const panelScales = <P extends Panel>(
  figure: Axes & { readonly panels: readonly (readonly P[])[] },
  size: Size,
  valuesOf: (panel: P) => Values,
): ((panel: P) => { readonly x: Scale; readonly y: Scale }) => {
  const panels = figure.panels.flat()
  const scale = (axis: Axis | CategoryAxis, side: 'x' | 'y', over: readonly P[]): Scale =>
    axis.scale === 'category'
      ? categoryScale(axis)
      : numericScale(
          axis,
          over.flatMap((panel) => valuesOf(panel)[side]),
          side === 'x' ? size.width : size.height,
          side,
        )
  const common = {
    x: scale(
      figure.x,
      'x',
      panels.filter(({ x }) => x === undefined),
    ),
    y: scale(
      figure.y,
      'y',
      panels.filter(({ y }) => y === undefined),
    ),
  }
  return (panel) => ({
    x: panel.x === undefined ? common.x : scale(panel.x, 'x', [panel]),
    y: panel.y === undefined ? common.y : scale(panel.y, 'y', [panel]),
  })
}
