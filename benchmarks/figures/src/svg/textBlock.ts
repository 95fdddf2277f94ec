import { escapeText } from '../text/escapeText.js'
import { fontSize } from '../text/fontSize.js'
import { element } from './element.js'

type Placement = {
  readonly x: number
  /** the top of the first line, before the turn */
  readonly y: number
  readonly size: number
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly bold?: boolean
  /** degrees about (x, y) */
  readonly turn?: number
}

/** Lines of text under each other. */
export const textBlock = (lines: readonly string[], at: Placement): string =>
  lines.length === 0
    ? ''
    : element(
        'text',
        {
          'font-size': at.size,
          'font-weight': at.bold === true ? 'bold' : undefined,
          'text-anchor': at.anchor,
          transform:
            at.turn === undefined
              ? undefined
              : `rotate(${at.turn} ${at.x.toFixed(2)} ${at.y.toFixed(2)})`,
        },
        lines.map((line, place) =>
          element('tspan', { x: at.x, y: at.y + at.size * (0.95 + place * fontSize.line) }, [
            escapeText(line),
          ]),
        ),
      )
