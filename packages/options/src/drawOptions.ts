import type { Declared } from './Option.js'
import type { PartKind } from './PartKind.js'

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
  random: () => number,
  part: (kind: PartKind) => unknown,
): { readonly [name: string]: unknown } =>
  Object.fromEntries(
    Object.entries(options)
      .filter(([, { presence }]) => presence === 'required' || random() < 0.5)
      .map(([name, { draw }]) => [name, draw(random, part)]),
  )
