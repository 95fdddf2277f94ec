import { numericScale } from './axes/numericScale.js'
import { forestAxis } from './forest/forestAxis.js'
import { forestGeometry } from './forest/forestGeometry.js'
import { forestMark } from './forest/forestMark.js'
import { legend } from './legend/legend.js'
import type { ForestFigure, ForestKind } from './model/ForestFigure.js'
import { blockHeight } from './svg/blockHeight.js'
import { element } from './svg/element.js'
import { textBlock } from './svg/textBlock.js'
import { escapeText } from './text/escapeText.js'
import { fontSize } from './text/fontSize.js'
import { textWidth } from './text/textWidth.js'

type Label = { readonly lines: readonly string[]; readonly y: number }

/** Parts the lines of a label from the grid lines. */
const background = ({ lines, y }: Label): readonly string[] =>
  lines.map((line, place) =>
    element('rect', {
      x: 6,
      y: y + blockHeight(place, fontSize.label),
      width: textWidth(line, fontSize.label) + 4,
      height: blockHeight(1, fontSize.label),
      fill: '#fff',
    }),
  )

/**
 * Draws estimates with their intervals, one under the other in groups, as a standalone SVG: each
 * row has its label and its numbers, and its kind decides its colour and marker.
 *
 * @throws if a row's kind isn't one of the figure's, or the domain doesn't increase
 */
export const forestPlot = (figure: ForestFigure): string => {
  const { id, title, kinds, width } = figure
  const geometry = forestGeometry(figure)
  const { left, right, rows, headings, bottom } = geometry
  const finite = rows.flatMap(({ row: { value, low, high } }) =>
    [value, low, high].filter(Number.isFinite),
  )
  const scale = numericScale(figure.x, [0, ...finite], right - left, 'x')
  const x = (value: number): number => left + (right - left) * scale.fraction(value)
  const kindOf = (name: string): ForestKind => {
    const kind = kinds.find((one) => one.name === name)
    if (kind === undefined)
      throw new Error(
        `forestPlot: every row must be of a kind of the figure, got ${JSON.stringify(name)}; add it to \`kinds\`.`,
      )
    return kind
  }
  const used = kinds.filter(({ name }) => rows.some(({ row }) => row.kind === name))
  const axis = forestAxis(scale, { left, right, top: geometry.top, bottom, x })
  const footer = legend(
    used.map((kind) => ({
      label: kind.name,
      sample: (at, y) => forestMark(kind, { from: at, at: at + 17, to: at + 34 }, y, [at, at + 34]),
    })),
  )(width - 16)
  const height = Math.ceil(axis.end + footer.height + 8)
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      id,
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-labelledby': `${id}-title`,
      'font-family': 'DejaVu Sans, Verdana, sans-serif',
      fill: '#111',
    },
    [
      element('title', { id: `${id}-title` }, [escapeText(title)]),
      element('rect', { width, height, fill: '#fff' }),
      ...axis.drawn,
      ...headings.flatMap(({ lines, y, height: own }) => [
        element('rect', { x: 0, y: y - 3, width, height: own + 4, fill: '#f3f4f6' }),
        textBlock(lines, { x: 8, y, size: fontSize.heading, bold: true }),
      ]),
      ...rows.flatMap(({ row, label, numbers, middle }) => [
        ...background(label),
        textBlock(label.lines, { x: 8, y: label.y, size: fontSize.label }),
        ...forestMark(
          kindOf(row.kind),
          { from: x(row.low), at: x(row.value), to: x(row.high) },
          middle,
          [left, right],
        ),
        textBlock([row.numbers], { x: numbers.x, y: numbers.y, size: fontSize.tick }),
      ]),
      footer.draw(8, axis.end),
    ],
  )
}
