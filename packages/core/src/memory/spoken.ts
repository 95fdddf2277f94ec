import type { Arithmetic } from '../Arithmetic.js'
import type { Voice } from './Voice.js'

/** The aggregate of an update and what the memory says: w·u + said, without the terms that are not there. */
export const spoken = <A>(x: Arithmetic<A>, voice: Voice, u: A, current: A, said: () => A): A => {
  switch (voice) {
    case 'pass':
      return u
    case 'alone':
      return said()
    case 'added':
      return x.add(u, said())
    case 'scaled':
      return x.add(x.mul(current, u), said())
  }
}
