import { describeSearch, type Search, type Seen, type Transform } from '@momenta/core'
import { type Declared, describeOptions, type FilledOf } from '@momenta/options'
import { total } from '../last/total.js'
import type { Line, Point, Start } from './Line.js'

type Numbers = { readonly [name: string]: number }

/** The host state: the last step that was not 0, and how the last search went. */
type Searched = {
  /** Null before the first. */
  readonly step: number | null
  /** The evaluations of the last search. */
  readonly trials: number
  readonly converged: boolean
}

type Moves = { readonly moves: boolean }
type Measured = Seen<'slope', 'size'>

const isSearched = ({ step }: Searched): boolean => step === null || typeof step === 'number'

const pointAt = (step: number, { value, sums }: Measured): Point => ({
  step,
  value,
  slope: total(sums.slope),
})

/**
 * A part that multiplies the updates by the step that a search finds on the line along them.
 *
 * @param search - Gets the point at the parameters, and the last step that was not 0, 1 at first.
 */
export const lineSearch = <D extends Declared>(
  name: string,
  declared: D,
  options: FilledOf<D>,
  search: (start: Start, last: number, hyper: Numbers) => Line,
): Transform =>
  describeSearch({
    name,
    slots: {},
    ...describeOptions(declared, options),
    needs: ['value'],
    reductions: {
      sums: (x, { updates: u, grads: g }) => ({ slope: x.mul(u, g) }),
      maxima: (x, { updates: u }) => ({ size: x.abs(u) }),
    },
    init: (): Searched => ({ step: null, trials: 0, converged: true }),
    accepts: isSearched,
    *search(
      host: Searched,
      seen: Measured,
      hyper: Numbers,
    ): Search<Searched, { readonly step: number }, Moves, 'slope', 'size'> {
      const start = { ...pointAt(0, seen), size: Math.max(...seen.maxima.size) }
      let trials = 0
      let last = host.step
      const settle = (step: number, converged: boolean) => ({
        next: { step: step > 0 ? step : last, trials, converged },
        plan: { scalars: { step }, variant: { moves: step !== 0 } },
      })
      if (!Number.isFinite(start.value) || !Number.isFinite(start.slope)) return settle(0, false)
      const line = search(start, host.step ?? 1, hyper)
      let turn = line.next()
      for (; !turn.done; trials++) {
        last = turn.value
        const there = yield { scalars: { step: last }, variant: { moves: true } }
        turn = line.next(pointAt(last, there))
      }
      return settle(turn.value.step, turn.value.converged)
    },
    body: (x, { updates: u, scalars: k, variant }) => ({
      updates: variant.moves ? x.mul(k.step, u) : x.of(0),
      slots: {},
    }),
  })
