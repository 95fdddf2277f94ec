import * as t from 'io-ts'
import type { PresetName } from '../tasks/Choice.js'
import { Contender } from '../tasks/Contender.js'
import type { Sizes } from '../tasks/sizeOf.js'

/** The codec of a {@link Config}. */
export const Config = t.readonly(
  t.type({
    contender: Contender,
    backend: t.string,
    epochs: t.number,
    batch: t.number,
    images: t.number,
    validation: t.number,
  }),
)

/** The config of a job of the MNIST tasks. */
export type Config = t.TypeOf<typeof Config>

type Size = Pick<Config, 'epochs' | 'images' | 'validation'>

/** The differences between the MNIST tasks. */
export interface Variant {
  readonly name: string
  readonly title: string
  readonly sizes: Sizes<Size>
  readonly seeds: Sizes<number>
  /** The optimizers by default. */
  readonly contenders: (preset: PresetName) => readonly Contender[]
  /** Whether the report draws curves: only of few contenders. */
  readonly curves: boolean
}
