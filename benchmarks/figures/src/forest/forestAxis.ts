import type { Scale } from '../axes/Scale.js'
import { blockHeight } from '../svg/blockHeight.js'
import { element } from '../svg/element.js'
import { paragraph } from '../svg/paragraph.js'
import { paragraphHeight } from '../svg/paragraphHeight.js'
import { textBlock } from '../svg/textBlock.js'
import { fontSize } from '../text/fontSize.js'

type Span = {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly x: (value: number) => number
}

/** The axis of a forest plot, its grid lines and the line of no difference. */
export const forestAxis = (
  { ticks, label }: Scale,
  { left, right, top, bottom, x }: Span,
): { readonly drawn: readonly string[]; readonly end: number } => {
  const upright = (value: number): string => `M${x(value).toFixed(2)},${top}V${bottom.toFixed(2)}`
  const tickEnd = bottom + 6 + blockHeight(1, fontSize.tick)
  return {
    end: tickEnd + paragraphHeight(label, right - left, fontSize.label) + 10,
    drawn: [
      element('path', { d: ticks.map(({ value }) => upright(value)).join(''), stroke: '#e6e6e6' }),
      element('path', { class: 'reference', d: upright(0), stroke: '#555', 'stroke-width': 1.3 }),
      element('path', {
        d: `M${left.toFixed(2)},${bottom.toFixed(2)}H${right.toFixed(2)}`,
        stroke: '#333',
      }),
      ...ticks.map(({ value, text }) =>
        textBlock([text], {
          x: x(value),
          y: bottom + 4,
          size: fontSize.tick,
          anchor: 'middle',
        }),
      ),
      paragraph(label, right - left, {
        x: (left + right) / 2,
        y: tickEnd + 2,
        size: fontSize.label,
        anchor: 'middle',
      }),
    ],
  }
}
