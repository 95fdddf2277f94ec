import { blockHeight } from '../svg/blockHeight.js'
import { element } from '../svg/element.js'
import { textBlock } from '../svg/textBlock.js'
import { fontSize } from '../text/fontSize.js'
import { textWidth } from '../text/textWidth.js'
import { wrapText } from '../text/wrapText.js'
import type { Entry } from './Entry.js'
import type { Footer } from './Footer.js'
import { sampleWidth } from './sampleWidth.js'

const [size, gap, space, leading] = [fontSize.label, 7, 18, 4]

/**
 * Entries in aligned columns, as many as the width allows; a label wider than that is broken into
 * lines.
 */
export const legend =
  (entries: readonly Entry[]): Footer =>
  (width) => {
    const room = width - sampleWidth - gap
    const labels = entries.map(({ label }) => wrapText(label, room, size))
    const widest = labels.flat().reduce((most, line) => Math.max(most, textWidth(line, size)), 0)
    const step = sampleWidth + gap + widest + space
    const columns = Math.max(1, Math.floor((width + space) / step))
    const heights = labels.map((lines) => blockHeight(Math.max(1, lines.length), size) + leading)
    const rowHeight = (row: number): number =>
      Math.max(0, ...heights.slice(row * columns, (row + 1) * columns))
    const topOf = (row: number): number =>
      Array.from({ length: row }, (_, above) => rowHeight(above)).reduce((a, b) => a + b, 0)
    return {
      height: topOf(Math.ceil(entries.length / columns)),
      draw: (x, y) =>
        element(
          'g',
          { class: 'legend' },
          entries.map(({ sample }, place) => {
            const left = x + (place % columns) * step
            const top = y + topOf(Math.floor(place / columns))
            const at = { x: left + sampleWidth + gap, y: top, size }
            return element('g', { class: 'entry' }, [
              ...sample(left, top + blockHeight(1, size) / 2),
              textBlock(labels[place] ?? [], at),
            ])
          }),
        ),
    }
  }
