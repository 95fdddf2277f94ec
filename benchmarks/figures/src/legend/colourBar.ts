import type { Background } from '../surface/Background.js'
import { fillOf } from '../surface/fillOf.js'
import { blockHeight } from '../svg/blockHeight.js'
import { element } from '../svg/element.js'
import { textBlock } from '../svg/textBlock.js'
import { fontSize } from '../text/fontSize.js'
import { formatNumber } from '../text/formatNumber.js'
import { textWidth } from '../text/textWidth.js'
import { wrapText } from '../text/wrapText.js'
import type { Footer } from './Footer.js'

const [size, thickness, gap] = [fontSize.tick, 11, 4]

/**
 * The bands of the surfaces with their thresholds; `low` to `high` where the panels' thresholds
 * differ.
 */
export const colourBar =
  (backgrounds: readonly Background[]): Footer =>
  (width) => {
    const [first, ...others] = backgrounds
    const thresholds = first?.thresholds ?? []
    const common = others.every(({ thresholds: own }) => String(own) === String(thresholds))
    const labels = [...new Set(backgrounds.map(({ surface }) => surface.label))].join('; ')
    const lines = wrapText(labels, width, fontSize.label)
    const bands = Math.max(1, common ? thresholds.length + 1 : 12)
    const box = Math.min(40, width / bands)
    const texts = thresholds.map((value) => formatNumber(value, 3))
    const widest = texts.reduce((most, text) => Math.max(most, textWidth(text, size) + 6), 0)
    const every = Math.max(1, Math.ceil(widest / box))
    const top = blockHeight(lines.length, fontSize.label) + 2
    return {
      height: top + thickness + gap + blockHeight(1, size) + 6,
      draw: (x, y) =>
        element('g', { class: 'colour-bar' }, [
          textBlock(lines, { x, y, size: fontSize.label }),
          ...Array.from({ length: bands }, (_, k) =>
            element('rect', {
              x: x + k * box,
              y: y + top,
              width: box,
              height: thickness,
              fill: fillOf(k, bands),
              stroke: '#7d8fa1',
              'stroke-width': 0.5,
            }),
          ),
          ...(common ? texts : []).map((text, k) =>
            k % every === 0
              ? textBlock([text], {
                  x: x + (k + 1) * box,
                  y: y + top + thickness + gap,
                  size,
                  anchor: 'middle',
                })
              : '',
          ),
          ...(common ? [] : ['low', 'high']).map((text, k) =>
            textBlock([text], {
              x: x + k * bands * box,
              y: y + top + thickness + gap,
              size,
              anchor: k === 0 ? 'start' : 'end',
            }),
          ),
        ]),
    }
  }
