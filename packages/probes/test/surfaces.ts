import { type Objective, objectiveOf } from '@momenta/probes'

/** A number with its two partial derivatives: gradients of the toy functions without rounding. */
export interface Dual {
  readonly v: number
  readonly x: number
  readonly y: number
}
const of = (n: number): Dual => ({ v: n, x: 0, y: 0 })
const lift = (a: Dual | number): Dual => (typeof a === 'number' ? of(a) : a)
const sum = (...terms: readonly (Dual | number)[]): Dual =>
  terms.map(lift).reduce((a, b) => ({ v: a.v + b.v, x: a.x + b.x, y: a.y + b.y }))
const product = (...factors: readonly (Dual | number)[]): Dual =>
  factors
    .map(lift)
    .reduce((a, b) => ({ v: a.v * b.v, x: a.x * b.v + a.v * b.x, y: a.y * b.v + a.v * b.y }))
const through = (a: Dual, v: number, slope: number): Dual => ({ v, x: slope * a.x, y: slope * a.y })
const sin = (a: Dual) => through(a, Math.sin(a.v), Math.cos(a.v))
const cos = (a: Dual) => through(a, Math.cos(a.v), -Math.sin(a.v))
const exp = (a: Dual) => through(a, Math.exp(a.v), Math.exp(a.v))
const sqrt = (a: Dual) => through(a, Math.sqrt(a.v), 0.5 / Math.sqrt(a.v))
const log = (a: Dual) => through(a, Math.log(a.v), 1 / a.v)
const square = (a: Dual) => product(a, a)

export const goldsteinPrice = (x: Dual, y: Dual): Dual => {
  const xx = square(x)
  const yy = square(y)
  const xy = product(x, y)
  const first = sum(
    19,
    product(-14, x),
    product(3, xx),
    product(-14, y),
    product(6, xy),
    product(3, yy),
  )
  const second = sum(
    18,
    product(-32, x),
    product(12, xx),
    product(48, y),
    product(-36, xy),
    product(27, yy),
  )
  return product(
    sum(1, product(square(sum(x, y, 1)), first)),
    sum(30, product(square(sum(product(2, x), product(-3, y))), second)),
  )
}
export const logGoldsteinPrice = (u: Dual, v: Dual): Dual =>
  product(
    1 / 2.427,
    sum(log(goldsteinPrice(sum(product(4, u), -2), sum(product(4, v), -2))), -8.693),
  )
export const levy = (x: Dual, y: Dual): Dual => {
  const w1 = sum(1, product(0.25, sum(x, -1)))
  const w2 = sum(1, product(0.25, sum(y, -1)))
  return sum(
    square(sin(product(Math.PI, w1))),
    product(square(sum(w1, -1)), sum(1, product(10, square(sin(sum(product(Math.PI, w1), 1)))))),
    product(square(sum(w2, -1)), sum(1, square(sin(product(2 * Math.PI, w2))))),
  )
}
export const rosenbrock = (x: Dual, y: Dual): Dual =>
  sum(square(sum(1, product(-1, x))), product(100, square(sum(y, product(-1, square(x))))))
export const ackley = (x: Dual, y: Dual): Dual =>
  sum(
    product(-20, exp(product(-0.2, sqrt(product(0.5, sum(square(x), square(y))))))),
    product(-1, exp(product(0.5, sum(cos(product(2 * Math.PI, x)), cos(product(2 * Math.PI, y)))))),
    Math.E + 20,
  )

/** A function of the plane as an objective. */
export const surface = (
  f: (x: Dual, y: Dual) => Dual,
  point: readonly [number, number],
): Objective =>
  objectiveOf({
    point,
    batches: [
      {
        size: 1,
        gradient: (w) => {
          const { v, x, y } = f(
            { v: w[0] as number, x: 1, y: 0 },
            { v: w[1] as number, x: 0, y: 1 },
          )
          return { value: v, gradient: Float64Array.of(x, y) }
        },
      },
    ],
  })
