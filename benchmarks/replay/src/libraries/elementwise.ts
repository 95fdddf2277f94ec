import { type Arithmetic, type Counted, counted, type Scalars, type Transform } from '@momenta/core'
import type { Fields } from './fieldsOf.js'
import { decayed } from './parts.js'

/** s ← β s + (1 − β) now, by b and c = 1 − b. */
export const averaged = <A>(x: Arithmetic<A>, b: A, c: A, old: A, now: A): A =>
  x.add(x.mul(b, old), x.mul(c, now))

/** The square. */
export const squared = <A>(x: Arithmetic<A>, a: A): A => x.mul(a, a)

/** 1 where a > b, else 0. */
export const above = <A>(x: Arithmetic<A>, a: A, b: A): A => x.max(x.sign(x.sub(a, b)), x.of(0))

/** Adam's betas, their complements and corrections at step t. */
export const adamScalars = (o: Fields) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const eps = o.number('eps')
  return (t: number) => ({
    b1,
    c1: 1 - b1,
    b2,
    c2: 1 - b2,
    /** 1 − β₁ᵗ and √(1 − β₂ᵗ) */
    first: 1 - b1 ** t,
    second: Math.sqrt(1 - b2 ** t),
    eps,
  })
}

/** Both moments of Adam. */
export const nextMoments = <A>(
  x: Arithmetic<A>,
  s: { readonly mu: A; readonly nu: A },
  k: { readonly b1: A; readonly c1: A; readonly b2: A; readonly c2: A },
  g: A,
): { readonly mu: A; readonly nu: A } => ({
  mu: averaged(x, k.b1, k.c1, s.mu, g),
  nu: averaged(x, k.b2, k.c2, s.nu, squared(x, g)),
})

/** √v/√(1 − β₂ᵗ) + ε. */
export const rootOf = <A>(x: Arithmetic<A>, nu: A, k: { readonly second: A; readonly eps: A }): A =>
  x.add(x.div(x.sqrt(nu), k.second), k.eps)

/** The slots of Adam. */
export const moments = { mu: 'zeros', nu: 'zeros' } as const

/** An elementwise rule whose scalars depend on the step, the first is 1. */
export const perElement = <S extends string, K extends Scalars>(
  slots: Counted<S, K, never>['slots'],
  scalars: (t: number) => K,
  body: Counted<S, K, never>['body'],
): Transform =>
  counted<S, K, never>({ name: 'rule', slots, hyper: {}, scalars: (_, t) => scalars(t), body })

/** Such a rule between the decay and the rate of pytorch_optimizer. */
export const elementwise = <S extends string, K extends Scalars>(
  o: Fields,
  ...rule: Parameters<typeof perElement<S, K>>
): Transform => decayed(o, perElement(...rule))
