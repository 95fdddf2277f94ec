import { chain, type Optimizer, optimizer, type Transform } from '@momenta/core'
import {
  officialAdamC,
  officialAdamCM,
  officialRMSpropC,
  officialSGDC,
} from '@momenta/optimizers/official'
import type * as t from 'io-ts'
import { decodedAs } from '../decodedAs.js'
import { hyperparameters as h } from '../Hyperparameters.js'
import { scheduleOf } from '../scheduleOf.js'
import { common, type Described, given } from './fields.js'

const clipped = (clip: Transform | undefined, { transform, estimators }: Optimizer): Optimizer =>
  optimizer(chain(clip ?? [], transform), ...estimators)

/** The fields that the codecs share. */
type Shared = Partial<
  Pick<
    t.TypeOf<typeof h.officialAdam>,
    'lr' | 'weight_decay' | 'critical_test' | 'topC' | 'decay' | 'kappa' | 'synced' | 'clip' | 'eps'
  >
>

const build =
  <O extends Shared, A>(
    make: (options: A) => Optimizer,
    codec: t.Decoder<unknown, O>,
    own: (o: O) => object,
  ) =>
  (o: Described): Optimizer => {
    const d = decodedAs(String(o.name), codec, o)
    const { lr, weight_decay, critical_test, topC, decay, kappa, synced, clip, eps } = d
    return clipped(
      common({ lr, clip }).clip,
      make(
        given({
          lr: scheduleOf(lr),
          eps,
          weightDecay: weight_decay,
          criticalTest: critical_test,
          topC,
          decay,
          kappa,
          synced,
          ...own(d),
        }) as A,
      ),
    )
  }

/** The optimizers of the authors' code. */
export const official = {
  Adam_CM: build(officialAdamCM, h.officialAdam, ({ betas, amsgrad }) => ({ betas, amsgrad })),
  Adam_C: build(officialAdamC, h.officialAdam, ({ betas, amsgrad }) => ({ betas, amsgrad })),
  SGD_C: build(officialSGDC, h.officialSgd, ({ momentum, dampening }) => ({
    momentum,
    dampening,
  })),
  RMSprop_C: build(officialRMSpropC, h.officialRmsprop, ({ alpha, momentum, centered }) => ({
    alpha,
    momentum,
    centered,
  })),
}
