import { type Arithmetic, counted, type Transform } from '@momenta/core'

interface Numbers<A> {
  readonly b1: A
  readonly c1: A
  readonly b2: A
  readonly c2: A
  readonly fix1: A
  readonly fix2: A
  readonly eps: A
  readonly rate: A
}

/** What a step of Adam returns. */
interface Written<A> {
  readonly m: A
  readonly v: A
  readonly move: A
}

export type Write = <A>(x: Arithmetic<A>, u: A, m: A, v: A, k: Numbers<A>) => Written<A>

/**
 * Adam with the learning rate 0.1 in one part, by somebody who never saw `scaleByAdam`; c1 may be
 * wrong.
 */
export const ownAdam = (write: Write, c1 = 0.1): Transform =>
  counted({
    name: 'own',
    slots: { first: 'zeros', second: 'zeros' },
    hyper: {},
    scalars: (_, t) => ({
      ...{ b1: 0.9, c1, b2: 0.99, c2: 0.01, eps: 1e-6, rate: 0.1 },
      fix1: 1 - 0.9 ** t,
      fix2: 1 - 0.99 ** t,
    }),
    body: (x, { updates, slots: { first, second }, scalars }) => {
      const { m, v, move } = write(x, updates, first, second, scalars)
      return { updates: move, slots: { first: m, second: v } }
    },
  })

/** As in the paper: −α m̂ / (√v̂ + ε). */
export const paper: Write = (x, u, m0, v0, k) => {
  const m = x.add(x.mul(k.b1, m0), x.mul(k.c1, u))
  const v = x.add(x.mul(k.b2, v0), x.mul(k.c2, x.mul(u, u)))
  const divisor = x.add(x.sqrt(x.div(v, k.fix2)), k.eps)
  return { m, v, move: x.neg(x.mul(k.rate, x.div(x.div(m, k.fix1), divisor))) }
}

/** Every sum and product the other way round. */
const reordered: Write = (x, u, m0, v0, k) => {
  const m = x.add(x.mul(u, k.c1), x.mul(m0, k.b1))
  const v = x.add(x.mul(x.mul(u, u), k.c2), x.mul(v0, k.b2))
  const divisor = x.add(k.eps, x.sqrt(x.div(v, k.fix2)))
  return { m, v, move: x.neg(x.mul(x.div(x.div(m, k.fix1), divisor), k.rate)) }
}

/**
 * Averages by interpolation, the correction of v outside the root, and the learning rate in the
 * numerator.
 */
const interpolated: Write = (x, u, m0, v0, k) => {
  const m = x.add(m0, x.mul(k.c1, x.sub(u, m0)))
  const v = x.add(v0, x.mul(x.sub(x.mul(u, u), v0), k.c2))
  const divisor = x.add(x.div(x.sqrt(v), x.sqrt(k.fix2)), k.eps)
  return { m, v, move: x.div(x.mul(x.div(x.neg(k.rate), k.fix1), m), divisor) }
}

/** 1 − β taken in the body, (c u) u, and the numerator divided last. */
const complements: Write = (x, u, m0, v0, k) => {
  const one = x.of(1)
  const m = x.add(x.mul(k.b1, m0), x.mul(x.sub(one, k.b1), u))
  const v = x.add(x.mul(k.b2, v0), x.mul(x.mul(x.sub(one, k.b2), u), u))
  const divisor = x.add(x.sqrt(x.mul(v, x.div(one, k.fix2))), k.eps)
  return { m, v, move: x.mul(x.div(x.neg(x.div(k.rate, k.fix1)), divisor), m) }
}

/** The same in different words. */
export const writings = { paper, reordered, interpolated, complements }
