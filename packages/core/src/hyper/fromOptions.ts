import type { Transform } from '../Transform.js'

/**
 * Records from which options of an optimizer the hyperparameters of a transform come. Setting an
 * option by its name then sets every hyperparameter that comes from it.
 *
 * @param options - The option of each hyperparameter; `null` for one that no option sets.
 *
 * @example
 * import { counted, fromOptions, hyperparameters, ranges } from '@momenta/core'
 *
 * const average = counted({
 *   name: 'average',
 *   slots: { mu: 'zeros' },
 *   hyper: hyperparameters('average', { decay: [0.9, ranges.decay] }),
 *   scalars: ({ decay }) => ({ b: decay, rest: 1 - decay }),
 *   body: (x, { updates: u, slots: s, scalars: k }) => {
 *     const mu = x.add(x.mul(k.b, s.mu), x.mul(k.rest, u))
 *     return { updates: mu, slots: { mu } }
 *   },
 * })
 * fromOptions(average, { decay: 'b1' })[0].hyper.decay.option // => 'b1'
 */
export const fromOptions = (
  transform: Transform,
  options: { readonly [hyperparameter: string]: string | null },
): Transform =>
  transform.map((description) => ({
    ...description,
    hyper: Object.fromEntries(
      Object.entries(description.hyper).map(([name, each]) => {
        const option = Object.hasOwn(options, name) ? options[name] : undefined
        return [name, option === undefined ? each : { ...each, option }]
      }),
    ),
  }))
