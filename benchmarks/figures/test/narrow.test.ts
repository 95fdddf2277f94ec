import { type LineFigure, linePlot, narrowFigure } from '@momenta/bench-figures'
import t from 'tap'
import { textsOf } from './drawings.js'

const panel = { lines: [{ series: 'A', x: [0, 1], y: [0, 1] }] }
const axis = { label: '', scale: 'linear' } as const
const figure: LineFigure = {
  id: 'f',
  title: 'T',
  x: axis,
  y: axis,
  series: ['A'],
  columns: ['left', 'right'],
  rows: ['top', 'bottom'],
  panels: [
    [panel, panel],
    [panel, panel],
  ],
}

const widthOf = (svg: string) => Number(/ width="(\d+)"/.exec(svg)?.[1])

t.test('a narrow figure has one column, and headings become titles of panels', async (t) => {
  const narrow = narrowFigure(figure)
  t.equal(narrow.id, 'f-narrow')
  t.strictSame(
    narrow.panels.map((row) => row.map(({ title }) => title)),
    [['left, top'], ['right, top'], ['left, bottom'], ['right, bottom']],
  )
  t.ok(widthOf(linePlot(narrow)) <= 376, 'the width of a screen of 400 pixels')
})

t.test('more than four panels with common axes have two columns', async (t) => {
  const six = {
    ...figure,
    panels: [
      [panel, panel, panel],
      [panel, panel, panel],
    ],
  }
  const narrow = narrowFigure<LineFigure>(six)
  t.equal(narrow.panels.length, 3)
  t.ok(widthOf(linePlot(narrow)) <= 376)
  const own = { ...six, panels: [[{ ...panel, y: axis }, panel, panel, panel, panel]] }
  t.equal(narrowFigure<LineFigure>(own).panels.length, 5, 'own axes need the whole width')
})

t.test('an axis of integers has no tick between them', async (t) => {
  const ticks = (integers: boolean) =>
    textsOf(
      linePlot({
        ...figure,
        x: { ...axis, integers, domain: [0, 2] },
        panels: [[{ lines: [{ series: 'A', x: [0, 2], y: [Number.NaN, Number.NaN] }] }]],
      }),
    )
  t.ok(ticks(false).some((text) => text.includes('.')))
  t.strictSame(
    ticks(true).filter((text) => /^[\d.]+$/.test(text)),
    ['0', '1', '2'],
  )
})

t.test('ordered series have shades from light to dark', async (t) => {
  const svg = linePlot({
    ...figure,
    series: ['C = 1', 'C = 20'],
    ordered: true,
    panels: [[{ lines: ['C = 1', 'C = 20'].map((series) => ({ series, x: [0, 1], y: [0, 1] })) }]],
  })
  t.ok(svg.includes('#8FD744') && svg.includes('#440154'))
})

t.test('a title breaks between words, but not around an equals sign', async (t) => {
  const linesWith = (length: number) => {
    const title = `${'m'.repeat(length)}, C = 5, λ = 0.7`
    return textsOf(linePlot(narrowFigure({ ...figure, columns: [title, 'other'] })))
  }
  const lines = Array.from({ length: 40 }, (_, length) => linesWith(length)).flat()
  t.ok(lines.some((line) => line.startsWith('λ = 0.7')))
  t.same(
    lines.filter((line) => /^=|=$/.test(line.trim())),
    [],
  )
})
