import { chain, type Optimizer, optimizer, type Transform } from '@momenta/core'
import { asam, sam } from '@momenta/estimators'
import {
  adabelief,
  adam,
  adamCG,
  adamCM,
  adamw,
  type CommonOptions,
  lion,
  nadam,
  rmsprop,
  sgd,
} from '@momenta/optimizers'
import {
  officialAdamC,
  officialAdamCM,
  officialRMSpropC,
  officialSGDC,
} from '@momenta/optimizers/official'
import { priority } from '@momenta/policies'
import { clipByGlobalNorm, clipByLeafNorm, clipByValue } from '@momenta/transforms'
import type * as t from 'io-ts'
import { decodedAs } from './decodedAs.js'
import { hyperparameters as h } from './Hyperparameters.js'
import { scheduleOf } from './scheduleOf.js'

type Described = { readonly [name: string]: unknown }
type Defined<T> = { readonly [K in keyof T]: Exclude<T[K], undefined> }

const given = <T extends object>(options: T): Defined<T> =>
  Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as Defined<T>

const clips = { value: clipByValue, leaf_norm: clipByLeafNorm, global_norm: clipByGlobalNorm }

const common = ({
  lr,
  weight_decay,
  clip,
}: t.TypeOf<typeof h.sgd>): Pick<CommonOptions, 'learningRate' | 'weightDecay' | 'clip'> =>
  given({
    learningRate: scheduleOf(lr),
    weightDecay: weight_decay === 0 ? undefined : weight_decay,
    clip: clip === undefined ? undefined : clips[clip.by]({ max: clip.max }),
  }) as Pick<CommonOptions, 'learningRate' | 'weightDecay' | 'clip'>

const moments = ({ betas: [b1, b2] }: { readonly betas: readonly [number, number] }) => ({ b1, b2 })

const adamLike =
  (build: typeof adam | typeof adamw) =>
  (o: Described): Optimizer => {
    const d = decodedAs(String(o.name), h.adam, o)
    return build({
      ...moments(d),
      ...given({ eps: d.eps, amsgrad: d.amsgrad }),
      ...common(d),
      ...(build === adamw ? { weightDecay: d.weight_decay ?? 0 } : {}),
    })
  }

const clipped = (clip: Transform | undefined, { transform, estimators }: Optimizer): Optimizer =>
  optimizer(chain(clip ?? [], transform), ...estimators)

const official =
  <O, A>(build: (options: A) => Optimizer, codec: t.Decoder<unknown, O>, own: (o: O) => object) =>
  (o: Described): Optimizer => {
    const d = decodedAs(String(o.name), codec, o)
    const { lr, weight_decay, critical_test, topC, decay, kappa, synced, clip, eps } =
      d as unknown as t.TypeOf<typeof h.officialAdam>
    return clipped(
      common({ name: '', lr, clip } as t.TypeOf<typeof h.sgd>).clip,
      build(
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

const paper =
  (build: typeof adamCM | typeof adamCG) =>
  (o: Described): Optimizer => {
    const d = decodedAs(String(o.name), h.paper, o)
    return build({
      ...moments(d),
      ...given({ eps: d.eps, amsgrad: d.amsgrad }),
      ...common(d),
      decoupled: true,
      capacity: d.topC,
      policy: priority({ decay: d.decay }),
      read: d.read,
    })
  }

const builders: ReadonlyMap<string, (o: Described) => Optimizer> = new Map(
  Object.entries({
    Adam: adamLike(adam),
    AdamW: adamLike(adamw),
    NAdam: (o: Described) => {
      const d = decodedAs('NAdam', h.nadam, o)
      return nadam({ ...moments(d), ...given({ eps: d.eps }), ...common(d) })
    },
    SGD: (o: Described) => {
      const d = decodedAs('SGD', h.sgd, o)
      const { momentum = 0, dampening, nesterov } = d
      return sgd({ momentum, ...given({ dampening, nesterov }), ...common(d) })
    },
    RMSprop: (o: Described) => {
      const d = decodedAs('RMSprop', h.rmsprop, o)
      const { alpha, eps, momentum, centered } = d
      return rmsprop({ ...given({ decay: alpha, eps, momentum, centered }), ...common(d) })
    },
    AdaBelief: (o: Described) => {
      const d = decodedAs('AdaBelief', h.adabelief, o)
      return adabelief({
        ...moments(d),
        ...given({ eps: d.eps, epsRoot: d.eps_root }),
        ...common(d),
      })
    },
    Lion: (o: Described) => {
      const d = decodedAs('Lion', h.lion, o)
      return lion({ ...moments(d), ...common(d) })
    },
    Adam_CM: official(officialAdamCM, h.officialAdam, ({ betas, amsgrad }) => ({ betas, amsgrad })),
    Adam_C: official(officialAdamC, h.officialAdam, ({ betas, amsgrad }) => ({ betas, amsgrad })),
    SGD_C: official(officialSGDC, h.officialSgd, ({ momentum, dampening }) => ({
      momentum,
      dampening,
    })),
    RMSprop_C: official(officialRMSpropC, h.officialRmsprop, ({ alpha, momentum, centered }) => ({
      alpha,
      momentum,
      centered,
    })),
    CM_paper: paper(adamCM),
    CG_paper: paper(adamCG),
    SAM: (o: Described) => {
      const { rho, adaptive, base } = decodedAs('SAM', h.sam, o)
      if (base.name === 'SAM') throw new RangeError('SAM: base must be another optimizer, got SAM')
      const inner = optimizerOf(base)
      return { ...inner, estimators: [adaptive ? asam({ rho }) : sam({ rho })] }
    },
  }),
)

/**
 * The optimizer that a reference file describes with its name and hyperparameters.
 *
 * @throws RangeError if the name or a hyperparameter is unknown, missing, wrong or out of range.
 */
export const optimizerOf = (described: Described): Optimizer => {
  const name = String(described.name)
  const build = builders.get(name)
  if (build === undefined)
    throw new RangeError(
      `optimizer.name: must be one of ${[...builders.keys()].join(', ')}, got '${name}'`,
    )
  return build(described)
}
