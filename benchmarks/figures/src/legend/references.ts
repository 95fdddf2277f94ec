import { isInside } from '../geometry/isInside.js'
import type { ReferenceLine } from '../model/ReferenceLine.js'
import type { Area } from '../svg/Area.js'
import { element } from '../svg/element.js'
import type { Entry } from './Entry.js'
import { sampleWidth } from './sampleWidth.js'

type Panels = readonly (readonly { readonly references?: readonly ReferenceLine[] }[])[]

type References = {
  readonly entries: readonly Entry[]
  readonly marks: (lines: readonly ReferenceLine[], area: Area) => readonly string[]
}

const dashes = ['5 3', '1.5 2.5', '10 3 2 3', undefined]

/** The reference lines of a figure: a dash for each label, in grey. */
export const references = (panels: Panels): References => {
  const all = panels.flat().flatMap(({ references: lines = [] }) => lines)
  const labels = [...new Set(all.map(({ label }) => label))]
  const stroke = (label: string) => ({
    stroke: '#555',
    'stroke-width': 1.3,
    'stroke-dasharray': dashes[labels.indexOf(label) % dashes.length],
  })
  return {
    entries: labels.map((label) => ({
      label,
      sample: (x, y) => [
        element('path', { d: `M${x.toFixed(2)},${y.toFixed(2)}h${sampleWidth}`, ...stroke(label) }),
      ],
    })),
    marks: (lines, area) =>
      lines.flatMap(({ label, axis, value }) => {
        const [x, y] = axis === 'x' ? [area.x(value), area.top] : [area.left, area.y(value)]
        const along = axis === 'x' ? `v${area.height}` : `h${area.width}`
        return isInside([x, y], area)
          ? [
              element('path', {
                class: 'reference',
                d: `M${x.toFixed(2)},${y.toFixed(2)}${along}`,
                ...stroke(label),
              }),
            ]
          : []
      }),
  }
}
