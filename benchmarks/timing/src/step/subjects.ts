import type { Optimizer } from '@momenta/core'
import { adam, adamCG, adamCM, adamw, sgdCG } from '@momenta/optimizers'
import { priority } from '@momenta/policies'

/** An optimizer under test. */
export interface Subject {
  readonly name: string
  readonly optimizer: Optimizer
  readonly capacity?: number
  readonly replacing?: boolean
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
  ...[1, 5, 20, 50].flatMap((capacity) =>
    [true, false].map((replacing) => critical(capacity, replacing)),
  ),
  { name: 'adamCG', optimizer: adamCG(memory(5, true)), capacity: 5, replacing: true },
  { name: 'sgdCG', optimizer: sgdCG(memory(5, true)), capacity: 5, replacing: true },
]

/** The distinct names of the subjects. */
export const subjectNames: readonly string[] = [...new Set(subjects.map(({ name }) => name))]
