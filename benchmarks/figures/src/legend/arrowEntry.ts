import { arrowShape } from '../marks/arrowShape.js'
import type { Arrow } from '../model/Arrow.js'
import type { Style } from '../svg/Style.js'
import type { Entry } from './Entry.js'
import { sampleWidth } from './sampleWidth.js'

/** The entry of an arrow. */
export const arrowEntry = (label: string, style: Style, weight: Arrow['weight']): Entry => ({
  label,
  sample: (x, y) =>
    arrowShape(
      [
        [x, y],
        [x + sampleWidth, y],
      ],
      style,
      weight,
    ),
})
