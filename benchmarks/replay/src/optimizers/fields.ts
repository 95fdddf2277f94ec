import type { CommonOptions } from '@momenta/optimizers'
import { clipByGlobalNorm, clipByLeafNorm, clipByValue } from '@momenta/transforms'
import type * as t from 'io-ts'
import type { hyperparameters as h } from '../Hyperparameters.js'
import { scheduleOf } from '../scheduleOf.js'

/** An optimizer as a reference file describes it. */
export type Described = { readonly [name: string]: unknown }

type Defined<T> = { readonly [K in keyof T]: Exclude<T[K], undefined> }

/** The options that are defined. */
export const given = <T extends object>(options: T): Defined<T> =>
  Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as Defined<T>

const clips = { value: clipByValue, leaf_norm: clipByLeafNorm, global_norm: clipByGlobalNorm }

type Fields = {
  readonly [K in 'lr' | 'weight_decay' | 'clip']?: t.TypeOf<typeof h.sgd>[K] | undefined
}

/** Learning rate, weight decay and clipping. */
export const common = ({
  lr,
  weight_decay,
  clip,
}: Fields): Pick<CommonOptions, 'learningRate' | 'weightDecay' | 'clip'> =>
  given({
    learningRate: scheduleOf(lr),
    weightDecay: weight_decay === 0 ? undefined : weight_decay,
    clip: clip === undefined ? undefined : clips[clip.by]({ max: clip.max }),
  }) as Pick<CommonOptions, 'learningRate' | 'weightDecay' | 'clip'>

/** The decays of the moments. */
export const moments = ({ betas: [b1, b2] }: { readonly betas: readonly [number, number] }) => ({
  b1,
  b2,
})
