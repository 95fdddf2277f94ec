import {
  type ArrowFigure,
  arrowPlot,
  type Column,
  type ContourFigure,
  contourPlot,
  type IntervalFigure,
  intervalPlot,
  type Line,
  type LineFigure,
  linePlot,
  type Surface,
} from '@momenta/bench-figures'
import { XMLValidator } from 'fast-xml-parser'

export const isWellFormed = (xml: string): boolean => XMLValidator.validate(xml) === true

export const textsOf = (svg: string): readonly string[] =>
  Array.from(svg.matchAll(/<tspan[^>]*>([^<]*)</g), ([, text]) => text as string)
export const descriptionOf = (svg: string): string => /<desc[^>]*>([^<]*)</.exec(svg)?.[1] ?? ''
/** The paths inside the groups of a class, whose own children hold no groups. */
export const pathsOf = (svg: string, kind: string): readonly string[] =>
  Array.from(svg.matchAll(new RegExp(`<g class="${kind}">(.*?)</g>`, 'g'))).flatMap(([, inside]) =>
    Array.from((inside as string).matchAll(/ d="([^"]*)"/g), ([, d]) => d as string),
  )
export const frameOf = (svg: string): readonly [number, number, number] => {
  const found = /class="frame" x="([\d.]+)" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"/.exec(svg)
  return [1, 2, 3].map((k) => Number(found?.[k])) as unknown as [number, number, number]
}
const numbersIn = (text: string): readonly number[] =>
  Array.from(text.matchAll(/-?(?:\d+\.?\d*|\.\d+)/g), ([number]) => Number(number))

/** The points of `M x y l dx dy …`, or of `M x y L x y …`. */
export const pointsOf = (piece: string): readonly (readonly [number, number])[] => {
  const isRelative = piece.includes('l')
  const numbers = numbersIn(piece)
  const points: [number, number][] = []
  for (let k = 0; k < numbers.length; k += 2) {
    const [x, y] = (isRelative ? points.at(-1) : undefined) ?? [0, 0]
    points.push([x + (numbers[k] as number), y + (numbers[k + 1] as number)])
  }
  return points
}

/**
 * The pieces of a path, as points in tenths of a pixel from the lower left corner of the first
 * panel.
 */
export const piecesOf = (svg: string, d: string): readonly (readonly (readonly number[])[])[] => {
  const [left, top, height] = frameOf(svg)
  return d
    .split('M')
    .slice(1)
    .map((piece) =>
      pointsOf(piece).map(([x, y]) =>
        [x - left, top + height - y].map((each) => Math.round(each * 10) / 10 + 0),
      ),
    )
}

export const lines = (own: readonly Line[], options: Partial<LineFigure> = {}): string =>
  linePlot({
    id: 'f',
    title: 'T',
    x: { label: '', scale: 'linear', domain: [0, 10] },
    y: { label: '', scale: 'linear', domain: [0, 100] },
    series: ['A'],
    panels: [[{ lines: own }]],
    panelSize: { width: 200, height: 100 },
    ...options,
  })
export const firstLine = (svg: string) => piecesOf(svg, pathsOf(svg, 'line')[0] as string)

export const plane: Surface = {
  label: 'plane',
  value: (x) => x,
  x: [0, 1],
  y: [0, 1],
  levels: [0.25, 0.5, 0.75],
}
export const contours = (surface: Surface, options: Partial<ContourFigure> = {}): string =>
  contourPlot({
    id: 'f',
    title: 'T',
    x: { label: '' },
    y: { label: '' },
    series: ['A', 'B'],
    panels: [[{ surface, trajectories: [] }]],
    panelSize: { width: 120, height: 120 },
    ...options,
  })

export const intervals = (
  own: IntervalFigure['panels'][number][number]['intervals'],
  options: Partial<IntervalFigure> = {},
): string =>
  intervalPlot({
    id: 'f',
    title: 'T',
    x: { label: '', scale: 'category', categories: ['a', 'b'] },
    y: { label: '', scale: 'linear', domain: [0, 1] },
    series: ['A', 'B'],
    panels: [[{ intervals: own }]],
    panelSize: { width: 200, height: 100 },
    ...options,
  })

export const arrows = (
  own: ArrowFigure['panels'][number][number]['arrows'],
  from = { x: 0, y: 0 },
): string =>
  arrowPlot({
    id: 'f',
    title: 'T',
    x: { label: '' },
    y: { label: '' },
    series: ['A'],
    panels: [[{ surface: { ...plane, x: [-1, 1], y: [-1, 1] }, from, arrows: own }]],
    panelSize: { width: 100, height: 100 },
  })

export type Row = readonly [string, number | null]
export const columns: readonly Column<Row>[] = [
  { heading: 'optimizer', value: ([name]) => name },
  { heading: 'loss', value: ([, loss]) => loss, digits: 3 },
]
