import type { Optimizer } from '@momenta/core'
import {
  adafactor,
  adam,
  adamCG,
  adamCM,
  adamw,
  kron,
  lamb,
  muon,
  prodigy,
  sgdCG,
  shampoo,
  soap,
} from '@momenta/optimizers'
import { priority } from '@momenta/policies'

/** An optimizer under test. */
export interface Subject {
  readonly name: string
  readonly optimizer: Optimizer
  readonly capacity?: number
  readonly replacing?: boolean
  /** Whether each tensor is a square matrix, with some elements less. */
  readonly isSquare?: boolean
  /** The largest number of parameters that it is timed at. */
  readonly most?: number
  /** Whether it is timed only where `--only` names it. */
  readonly named?: boolean
}

const memory = (capacity: number, replacing: boolean) => ({
  capacity,
  // without decay an entry is replaced only by one with a larger key
  policy: priority({ decay: replacing ? 0.7 : 1 }),
})

const critical = (capacity: number, replacing: boolean): Subject => ({
  name: 'adamCM',
  optimizer: adamCM(memory(capacity, replacing)),
  ...{ capacity, replacing },
})

/** The optimizers to compare, by the names that `--only` takes. */
export const subjects: readonly Subject[] = [
  { name: 'adam', optimizer: adam() },
  { name: 'adamw', optimizer: adamw() },
  { name: 'lamb', optimizer: lamb() },
  { name: 'prodigy', optimizer: prodigy() },
  { name: 'adafactor', optimizer: adafactor(), isSquare: true },
  // cubic in the length of a side
  { name: 'muon', optimizer: muon(), isSquare: true, most: 2 ** 21 },
  ...Object.entries({ kron: kron(), shampoo: shampoo(), soap: soap() }).map(
    ([name, optimizer]) => ({ name, optimizer, isSquare: true, most: 2 ** 21, named: true }),
  ),
  ...[1, 5, 20, 50].flatMap((capacity) =>
    [true, false].map((replacing) => critical(capacity, replacing)),
  ),
  { name: 'adamCG', optimizer: adamCG(memory(5, true)), capacity: 5, replacing: true },
  { name: 'sgdCG', optimizer: sgdCG(memory(5, true)), capacity: 5, replacing: true },
]

const distinct = (some: readonly Subject[]): readonly string[] => [
  ...new Set(some.map(({ name }) => name)),
]

/** The distinct names of the subjects. */
export const subjectNames: readonly string[] = distinct(subjects)

/** Those that are timed without `--only`. */
export const usualNames: readonly string[] = distinct(subjects.filter(({ named }) => !named))
