import type { Arithmetic, Transform } from '@momenta/core'
import { advance, initialState, layoutOf, leafInterpreter } from '@momenta/core/program'

type Leaf = readonly number[]

/** float32 as graphics hardware may have it: numbers below 2^-126 are 0. */
const flushed = (n: number): number => {
  const rounded = Math.fround(n)
  return Math.abs(rounded) < 2 ** -126 ? 0 : rounded
}
/** Of two leaves of one size, or of a leaf and a scalar, a list of one. */
const binary =
  (f: (a: number, b: number) => number) =>
  (a: Leaf, b: Leaf): Leaf =>
    Array.from({ length: Math.max(a.length, b.length) }, (_, i) =>
      flushed(f((a[i] ?? a[0]) as number, (b[i] ?? b[0]) as number)),
    )
const unary =
  (f: (a: number) => number) =>
  (a: Leaf): Leaf =>
    a.map((n) => flushed(f(n)))
const arithmetic: Arithmetic<Leaf> = {
  of: (n) => [flushed(n)],
  add: binary((a, b) => a + b),
  sub: binary((a, b) => a - b),
  mul: binary((a, b) => a * b),
  div: binary((a, b) => a / b),
  max: binary(Math.max),
  min: binary(Math.min),
  sqrt: unary(Math.sqrt),
  abs: unary(Math.abs),
  sign: unary(Math.sign),
  neg: unary((a) => -a),
}

/** The first step of one leaf: the updates, and the names of the slots of each part before and after. */
export const firstStep = (transform: Transform, g: Leaf) => {
  const leaves = [{ name: 'w', shape: [g.length], size: g.length }]
  const zeros = g.map(() => 0)
  const state = initialState<Leaf>(transform, leaves, () => zeros)
  const run = advance<Leaf>(
    layoutOf(transform, leaves),
    { params: [zeros], grads: [g], state },
    leafInterpreter(arithmetic),
  )
  let asked = run.next()
  while (!asked.done)
    asked = run.next(
      asked.value.map(({ by, of }) =>
        by === 'sum' ? of.reduce((sum, n) => sum + n, 0) : Math.hypot(...of),
      ),
    )
  const slotsIn = ({ parts }: typeof state) => parts.map(({ slots }) => Object.keys(slots))
  return {
    updates: asked.value.updates[0] as Leaf,
    before: slotsIn(state),
    after: slotsIn(asked.value.state),
  }
}
