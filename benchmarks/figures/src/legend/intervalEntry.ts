import { element } from '../svg/element.js'
import { marker } from '../svg/marker.js'
import type { Style } from '../svg/Style.js'
import type { Entry } from './Entry.js'
import { sampleWidth } from './sampleWidth.js'

/** The entry of an estimate with its whisker. */
export const intervalEntry = (label: string, style: Style): Entry => ({
  label,
  sample: (x, y) => {
    const middle = x + sampleWidth / 2
    return [
      element('path', {
        d: `M${middle.toFixed(2)},${(y - 7).toFixed(2)}v14`,
        stroke: style.colour,
        'stroke-width': 1.5,
      }),
      marker(style.symbol, [middle, y], { fill: style.colour, stroke: 'none', area: 50 }),
    ]
  },
})
