import type { Arithmetic } from '../Arithmetic.js'
import type { Form } from './Form.js'

/** The aggregate w·u + entries, without the terms that its form leaves out. */
export const aggregate = <A>(
  x: Arithmetic<A>,
  form: Form,
  u: A,
  weight: A,
  entries: () => A,
): A => {
  switch (form) {
    case 'current':
      return u
    case 'entries':
      return entries()
    case 'currentPlusEntries':
      return x.add(u, entries())
    case 'scaledPlusEntries':
      return x.add(x.mul(weight, u), entries())
  }
}
