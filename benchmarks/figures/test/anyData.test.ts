import { table } from '@momenta/bench-figures'
import fc from 'fast-check'
import { XMLParser } from 'fast-xml-parser'
import t from 'tap'
import { arrows, columns, contours, intervals, isWellFormed, lines, plane } from './drawings.js'

t.test('any data give a well-formed drawing inside its frame, the same twice', async () => {
  // doubles of every size, NaN and the infinities too
  const values = fc.array(fc.double(), { minLength: 6, maxLength: 6 })
  const scale = fc.constantFrom('linear', 'log')
  await fc.assert(
    fc.property(values, values, values, scale, scale, (x, y, z, scaleX, scaleY) => {
      const axes = {
        x: { label: 'x', scale: scaleX },
        y: { label: 'y', scale: scaleY },
      } as const
      const draw = () => [
        lines([{ series: 'A', x, y, lower: z, upper: y, marked: true }], axes),
        intervals(
          x.map((each, k) => ({
            series: 'A',
            x: each,
            value: y[k] as number,
            low: Math.min(y[k] as number, z[k] as number),
            high: Math.max(y[k] as number, z[k] as number),
            n: 1,
          })),
          axes,
        ),
        contours({ ...plane, value: (a, b) => (x[0] as number) * a + (y[0] as number) * b }, {}),
        arrows(x.map((dx, k) => ({ series: 'A', dx, dy: y[k] as number, weight: 'thin' }))),
      ]
      const drawings = draw()
      return (
        drawings.join() === draw().join() &&
        drawings.every((svg) => {
          const points = Array.from(svg.matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g))
          const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []
          return (
            isWellFormed(svg) &&
            !/="[^"]*(NaN|Infinity|undefined)/.test(svg) &&
            points.every(
              ([, px, py]) =>
                Number(px) >= -10 &&
                Number(px) <= Number(width) &&
                Number(py) >= -10 &&
                Number(py) <= Number(height),
            )
          )
        })
      )
    }),
    { numRuns: 60 },
  )
})

t.test('any text survives a table and a drawing', async () => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    trimValues: false,
    parseTagValue: false,
    htmlEntities: true,
  })
  await fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), (text) => {
      const caption = parser.parse(table([[text, 1]], columns, text)).table.caption
      const svg = lines([{ series: text, x: [1], y: [1] }], { series: [text], title: text })
      return caption === text && isWellFormed(svg)
    }),
  )
})
