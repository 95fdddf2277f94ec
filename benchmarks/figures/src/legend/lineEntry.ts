import { element } from '../svg/element.js'
import { marker } from '../svg/marker.js'
import type { Style } from '../svg/Style.js'
import type { Entry } from './Entry.js'
import { sampleWidth } from './sampleWidth.js'

type With = { readonly band: boolean; readonly marked: boolean }

/** The entry of a line: its colour and dash, its band and its marker. */
export const lineEntry = (label: string, style: Style, { band, marked }: With): Entry => ({
  label,
  sample: (x, y) => [
    band
      ? element('rect', {
          x,
          y: y - 6,
          width: sampleWidth,
          height: 12,
          fill: style.colour,
          'fill-opacity': 0.18,
        })
      : '',
    element('path', {
      d: `M${x.toFixed(2)},${y.toFixed(2)}h${sampleWidth}`,
      stroke: style.colour,
      'stroke-width': 2,
      'stroke-dasharray': style.dash,
    }),
    marked
      ? marker(style.symbol, [x + sampleWidth / 2, y], {
          fill: style.colour,
          stroke: 'none',
          area: 42,
        })
      : '',
  ],
})
