import type { Arithmetic, Description, Transform } from '@momenta/core'

const { fround } = Math

const unary = (f: (a: number) => number) => (a: number) => fround(f(a))
const binary = (f: (a: number, b: number) => number) => (a: number, b: number) => fround(f(a, b))

/** An arithmetic of numbers whose every result is rounded to float32. */
const rounding = (x: Arithmetic<number>): Arithmetic<number> => ({
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

/**
 * The same chain with every operation of its bodies rounded to float32. The definition of it is what tensors must give, bit for bit: a float32 operation is the
 * float64 one rounded, since 53 >= 2·24 + 2. So tensors are compared with the definition without a tolerance.
 */
export const rounded = (transform: Transform): Transform =>
  transform.map(
    (description): Description => ({
      ...description,
      body: (x, at) => {
        const scalars = Object.fromEntries(
          Object.entries(at.scalars).map(([name, n]) => [
            name,
            Array.isArray(n) ? n.map((one) => fround(one as number)) : fround(n as never),
          ]),
        )
        return description.body(rounding(x as never) as never, { ...at, scalars } as never)
      },
    }),
  )
