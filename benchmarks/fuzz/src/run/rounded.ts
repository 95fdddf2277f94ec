import {
  type Arithmetic,
  type Description,
  mapDictionary,
  type Slot,
  type Transform,
} from '@momenta/core'

/** The nearest float32; symbols, on which core traces what reductions read, stay as they are. */
const round = <A>(value: A): A =>
  typeof value === 'number' ? (Math.fround(value) as A & number) : value

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

type Scalars = { readonly [name: string]: unknown }

const roundedScalars = <K extends Scalars>(scalars: K): K =>
  Object.fromEntries(
    Object.entries(scalars).map(([name, n]) => [name, Array.isArray(n) ? n.map(round) : round(n)]),
  ) as K

/** Reductions whose expressions are rounded. */
const roundedReductions = ({ reductions }: Description): Pick<Description, 'reductions'> => {
  if (reductions === undefined) return {}
  const { scalars, sums, maxima } = reductions
  const on = (expressions: typeof sums): typeof sums =>
    expressions &&
    ((x, at) => expressions(rounding(x), { ...at, scalars: roundedScalars(at.scalars) }))
  const [roundedSums, roundedMaxima] = [on(sums), on(maxima)]
  return {
    reductions: {
      ...(scalars && { scalars }),
      ...(roundedSums && { sums: roundedSums }),
      ...(roundedMaxima && { maxima: roundedMaxima }),
    },
  }
}

/**
 * The same chain with each operation of its bodies and reductions, and each fill of a slot, rounded
 * to float32. Its definition in float64 is the result of tensors, bit for bit: a float32 operation
 * is the float64 one rounded, since 53 >= 2·24 + 2. So tensors are compared with the definition
 * without a tolerance.
 */
export const rounded = (transform: Transform): Transform =>
  transform.map(
    (description): Description => ({
      ...description,
      slots: mapDictionary(description.slots as { readonly [name: string]: Slot }, roundedSlot),
      ...roundedReductions(description),
      body: (x, at) =>
        description.body(rounding(x), { ...at, scalars: roundedScalars(at.scalars) }),
    }),
  )
