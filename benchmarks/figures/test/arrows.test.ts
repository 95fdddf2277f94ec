import t from 'tap'
import { arrows, descriptionOf, pathsOf, piecesOf } from './drawings.js'

t.test('arrows of a figure have one scale, which the description states', async (t) => {
  const svg = arrows([
    { series: 'A', dx: 10, dy: 0, weight: 'thin' },
    { series: 'A', dx: 0, dy: -5, weight: 'thick' },
    { series: 'A', dx: Number.NaN, dy: 0, weight: 'thin' },
  ])
  // 10 is 5 panels wide, 0.4 of a panel are wanted: 0.08; the tip is at 0.8, 50 pixels a unit
  t.equal(
    descriptionOf(svg),
    'Arrows are drawn at 0.08 times their length in the units of the axes. Not drawn: 1 arrow not finite.',
  )
  const [shaft, tip, , second] = pathsOf(svg, 'arrow').map((d) => piecesOf(svg, d)[0])
  t.strictSame(shaft, [
    [50, 50],
    [83, 50],
  ])
  t.strictSame(tip?.[0], [90, 50])
  t.strictSame(second?.[0], [50, 30])
  const cut = pathsOf(
    arrows([{ series: 'A', dx: 1, dy: 0, weight: 'thin' }], { x: 0.9, y: 0 }),
    'arrow',
  )
  t.equal(cut.length, 1, 'one that is cut off has no head')
})
