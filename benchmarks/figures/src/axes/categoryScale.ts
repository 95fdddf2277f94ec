import type { CategoryAxis } from '../model/CategoryAxis.js'
import type { Scale } from './Scale.js'

/** The scale of an axis of names: equal bands, the values are places in the list. */
export const categoryScale = ({ label, categories }: CategoryAxis): Scale => ({
  label,
  fraction: (place) => (place + 0.5) / Math.max(1, categories.length),
  ticks: categories.map((text, value) => ({ value, text })),
  names: true,
  key: JSON.stringify([label, categories]),
})
