import type { AxisLabel } from '../model/AxisLabel.js'
import type { Cell } from './Cell.js'

/** The panel of a figure that has none. */
export const emptyCell = (figure: { readonly x: AxisLabel; readonly y: AxisLabel }): Cell => {
  const scale = { fraction: () => 0, ticks: [], names: false, key: '' }
  return {
    title: '',
    x: { ...scale, label: figure.x.label },
    y: { ...scale, label: figure.y.label },
    empty: true,
    gridLines: false,
    marks: () => [],
  }
}
