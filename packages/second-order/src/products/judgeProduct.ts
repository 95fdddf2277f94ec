import type { Difference } from './bestDifference.js'
import { norm } from './norm.js'
import type { SecondOrderCheck } from './SecondOrderCheck.js'
import { subtract } from './subtract.js'
import type { Values } from './Values.js'

const compare = (
  names: readonly string[],
  errors: Values,
  { size, errorBar, kinked, step }: Difference,
): Omit<SecondOrderCheck, 'signal'> => {
  const difference = norm(errors) / size
  const parts = errors.map((x) => norm([x]))
  const worst = (names[parts.indexOf(Math.max(...parts))] ?? names[0]) as string
  const ok = difference <= errorBar && !kinked
  const summary = `checkSecondOrder: H v and the difference of gradients differ by ${difference.toExponential(1)}, the error of the difference is ${errorBar.toExponential(1)} (step ${step})`
  const why = kinked
    ? '; there may be a kink within the step, try a smaller step'
    : `; an operation between the loss and ${worst} has a wrong second derivative`
  return { ok, difference, errorBar, step, worst, message: ok ? summary : summary + why }
}

const allFinite = (values: Values): boolean => values.every((x) => x.every(Number.isFinite))

/** Judges H v by a difference of gradients. */
export const judgeProduct = (
  names: readonly string[],
  exact: Values,
  found: Difference,
): SecondOrderCheck => {
  const result = compare(names, subtract(exact, found.values), found)
  const failed = { ...result, ok: false }
  if (!allFinite(exact) || !allFinite(found.values))
    return {
      ...failed,
      signal: true,
      message:
        'checkSecondOrder: H v and the gradients are not finite at the parameters or one step from them; check at another point',
    }
  if (norm(exact) === 0 && norm(found.values) === 0)
    return {
      ...failed,
      signal: false,
      message:
        'checkSecondOrder: no signal: H v and the differences of the gradient are 0 for every parameter, which proves nothing; check that the loss depends on its parameters, and use one with curvature (its square, or another point)',
    }
  return { ...result, signal: true }
}
