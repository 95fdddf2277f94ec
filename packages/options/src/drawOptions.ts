import type { Declared, Option } from './Option.js'
import type { PartKind } from './PartKind.js'
import type { Range } from './Range.js'
import { ranges } from './ranges.js'

/** Draws are here and not with the options, so that a bundle without tests does not carry them. */
const draws = new Map<Range, NonNullable<Range['draw']>>([
  [ranges.decay, (u) => u],
  [ranges.unit, (u) => u],
  [ranges.open, (u) => 0.01 + 0.98 * u],
  [ranges.divisor, (u) => 1 - u],
  [ranges.nonNegative, (u) => 2 * u],
  [ranges.positive, (u) => 2 - 2 * u],
  [ranges.finite, (u) => 4 * u - 2],
  [ranges.integer, (u) => Math.floor(2000 * u) - 1000],
  [ranges.count, (u) => Math.floor(6 * u)],
])

type Random = () => number
type Part = (kind: PartKind) => unknown

const drawNames = (share: number) => (name: string) => (name.length * 0.618) % 1 < share

const drawOption = (option: Option, random: Random, part: Part): unknown => {
  const { shape, draw, example } = option
  if (draw !== undefined) return draw(random, part)
  switch (shape.kind) {
    case 'number':
      return (shape.range.draw ?? draws.get(shape.range))?.(random()) ?? example()
    case 'flag':
      return random() < 0.5
    case 'choice':
      return shape.choices[Math.floor(random() * shape.choices.length)]
    case 'either':
      return drawOption(shape.of[random() < 0.5 ? 0 : 1] as Option, random, part)
    case 'record':
      return drawOptions(shape.options, random, part)
    case 'part':
      return part(shape.of)
    case 'predicate':
      return drawNames(random())
    default:
      return example()
  }
}

/**
 * Random valid options: each option that may be left out is given half of the time.
 *
 * @param random - Uniform numbers in [0, 1).
 * @param part - Makes a random part of a kind.
 *
 * @example
 * import { drawOptions, flag, number, ranges } from '@momenta/options'
 *
 * drawOptions({ decay: number(ranges.decay, 0.9), debias: flag(false) }, () => 0.25, () => undefined)
 * // => { decay: 0.25, debias: true }
 */
export const drawOptions = (
  options: Declared,
  random: Random,
  part: Part,
): { readonly [name: string]: unknown } =>
  Object.fromEntries(
    Object.entries(options)
      .filter(([, { presence }]) => presence === 'required' || random() < 0.5)
      .map(([name, option]) => [name, drawOption(option, random, part)]),
  )
