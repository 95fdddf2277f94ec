import type { Block } from '@momenta/bench-figures'
import { meanInterval } from '@momenta/bench-results'
import type { MethodOrder } from '../methods/MethodOrder.js'
import { intervalBlock } from './blocks.js'

/** The sharpness where the runs of a method with one capacity ended. */
export interface CapacitySample {
  readonly method: string
  readonly capacity: number
  readonly sharpness: readonly number[]
}

/** Sharpness against the capacity of the memory; nothing with one capacity. */
export const sharpnessByCapacity = (
  { id, title, caption }: { readonly id: string; readonly title: string; readonly caption: string },
  samples: readonly CapacitySample[],
  series: MethodOrder,
): readonly Block[] => {
  const capacities = [...new Set(samples.map(({ capacity }) => capacity))].sort((a, b) => a - b)
  if (capacities.length < 2) return []
  const intervals = samples.map(({ method, capacity, sharpness }) => {
    const { mean, low, high, n } = meanInterval(sharpness.map(Math.log))
    const [value, from, to] = [mean, low, high].map(Math.exp) as [number, number, number]
    return {
      series: method,
      x: String(capacity),
      ...{ value, low: n < 2 ? value : from, high: n < 2 ? value : to, n },
    }
  })
  return [
    intervalBlock(
      {
        id,
        title,
        x: { label: 'capacity C', scale: 'category', categories: capacities.map(String) },
        y: { label: 'λmax(H) at the end', scale: 'log' },
        // one name for all capacities may be that of no job
        series: [...new Set([...series, ...samples.map(({ method }) => method)])],
        panelSize: { width: 440, height: 240 },
        panels: [[{ intervals }]],
      },
      caption,
    ),
  ]
}
