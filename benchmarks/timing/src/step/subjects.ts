import type { Optimizer } from '@momenta/core'
import {
  adafactor,
  adam,
  adamCG,
  adamCM,
  adamw,
  lamb,
  muon,
  prodigy,
  sgdCG,
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
  ...[1, 5, 20, 50].flatMap((capacity) =>
    [true, false].map((replacing) => critical(capacity, replacing)),
  ),
  { name: 'adamCG', optimizer: adamCG(memory(5, true)), capacity: 5, replacing: true },
  { name: 'sgdCG', optimizer: sgdCG(memory(5, true)), capacity: 5, replacing: true },
]

/** The distinct names of the subjects. */
export const subjectNames: readonly string[] = [...new Set(subjects.map(({ name }) => name))]
