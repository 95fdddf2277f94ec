import {
  type Arithmetic,
  type Description,
  mapDictionary,
  type Slot,
  type Transform,
} from '@momenta/core'

/** The nearest float32. `A` is number wherever it is called. */
const round = <A>(value: A): A => Math.fround(value as A & number) as A & number

const unary =
  <I, A>(f: (a: I) => A) =>
  (a: I): A =>
    round(f(a))
const binary =
  <A>(f: (a: A, b: A) => A) =>
  (a: A, b: A): A =>
    round(f(a, b))

/** An arithmetic of numbers that rounds each result to float32. */
const rounding = <A>(x: Arithmetic<A>): Arithmetic<A> => ({
  of: unary(x.of),
  add: binary(x.add),
  sub: binary(x.sub),
  mul: binary(x.mul),
  div: binary(x.div),
  max: binary(x.max),
  min: binary(x.min),
  sqrt: unary(x.sqrt),
  abs: unary(x.abs),
  sign: unary(x.sign),
  neg: unary(x.neg),
})

/** The fill of a slot as a tensor holds it. */
const roundedSlot = (slot: Slot): Slot =>
  typeof slot === 'string' ? slot : { fill: Math.fround(slot.fill) }

/**
 * The same chain with each operation of its bodies, and each fill of a slot, rounded to float32.
 * Its definition in float64 is the result of tensors, bit for bit: a float32 operation is the
 * float64 one rounded, since 53 >= 2·24 + 2. So tensors are compared with the definition without a
 * tolerance.
 */
export const rounded = (transform: Transform): Transform =>
  transform.map(
    (description): Description => ({
      ...description,
      slots: mapDictionary(description.slots as { readonly [name: string]: Slot }, roundedSlot),
      body: (x, at) => {
        const scalars = Object.fromEntries(
          Object.entries(at.scalars).map(([name, n]) => [
            name,
            Array.isArray(n) ? n.map(round) : round(n),
          ]),
        )
        return description.body(rounding(x), { ...at, scalars })
      },
    }),
  )
