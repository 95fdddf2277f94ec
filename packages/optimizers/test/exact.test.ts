// biome-ignore-all lint/suspicious/noExplicitAny: options of other libraries
import { readFileSync } from 'node:fs'
import type { Optimizer } from '@momenta/core'
import { float64 } from '@momenta/float64'
import * as all from '@momenta/optimizers'
import t from 'tap'

interface Options {
  readonly [name: string]: any
}

/** A reference trajectory of one leaf, run by the library that it is named after. */
interface Trajectory {
  readonly name: string
  readonly options: Options
  readonly tol: number
  /** For rules that read it. Default one axis. */
  readonly shape?: readonly number[]
  readonly init: readonly number[]
  readonly steps: readonly {
    readonly grad: readonly number[]
    readonly params: readonly number[]
    /** The loss at the parameters before the step, for rules that read it. */
    readonly loss?: number
  }[]
}

const trajectories: readonly Trajectory[] = readFileSync(
  new URL('../test/data/exact.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))

/** The options that Optax's optimizers share, by our names. */
const optax = (o: Options) => ({
  learningRate: o.learning_rate,
  ...(o.b1 === undefined ? {} : { b1: o.b1 }),
  ...(o.b2 === undefined ? {} : { b2: o.b2 }),
  ...(o.eps === undefined ? {} : { eps: o.eps }),
  ...(o.eps_root === undefined ? {} : { epsRoot: o.eps_root }),
  ...(o.weight_decay ? { weightDecay: o.weight_decay } : {}),
})
const decoupled = (o: Options) => ({ ...optax(o), decoupled: true })
const torch = (o: Options) => {
  const [b1 = 0, b2 = 0] = o.betas ?? []
  return { learningRate: o.lr, b1, b2, eps: o.eps }
}
const momo = (o: Options) => ({
  learningRate: o.learning_rate,
  lowerBound: o.lower_bound,
  adaptLowerBound: o.adapt_lower_bound,
  stepDecay: o.weight_decay,
})

/** Without the momentum of Nesterov, which is Optax's here; neurons are columns here. */
const muon = (o: Options) => ({
  learningRate: o.lr,
  momentum: o.momentum,
  nesterov: o.nesterov,
  factor: o.swapped ? ('columns' as const) : ('rows' as const),
})

const made: { readonly [name: string]: (o: Options) => Optimizer } = {
  'optax.adagrad': (o) => all.adagrad({ ...optax(o), initial: o.initial_accumulator_value }),
  'optax.adadelta': (o) => all.adadelta({ ...optax(o), decay: o.rho }),
  'optax.adamax': (o) => all.adamax(optax(o)),
  'optax.adamaxw': (o) => all.adamaxw(optax(o)),
  'optax.nadamw': ({ eps_root: _, ...o }) => all.nadamw(optax(o)),
  'optax.amsgrad': (o) => all.amsgradCorrected(optax(o)),
  'optax.radam': (o) => all.radam({ ...optax(o), threshold: o.threshold, nesterov: o.nesterov }),
  'optax.contrib.ademamix': (o) => all.ademamix({ ...decoupled(o), b3: o.b3, alpha: o.alpha }),
  'optax.contrib.simplified_ademamix': (o) =>
    all.simplifiedAdemamix({ ...optax(o), alpha: o.alpha }),
  'optax.yogi': (o) => all.yogi(optax(o)),
  'pytorch_optimizer.Adan': (o) => all.adan({ ...torch(o), b3: o.betas?.[2] }),
  'pytorch_optimizer.AdaBound': (o) =>
    all.adabound({
      ...torch(o),
      final: o.final_lr / o.lr,
      gamma: o.gamma,
    }),
  'pytorch_optimizer.PAdam': (o) => all.padam({ ...torch(o), partial: o.partial }),
  'pytorch_optimizer.LaProp': (o) => all.laprop(torch(o)),
  'pytorch_optimizer.QHAdam': (o) => all.qhadam({ ...torch(o), nu1: o.nus?.[0], nu2: o.nus?.[1] }),
  'optax.contrib.adopt': (o) => all.adopt({ ...optax(o), clipElements: o.use_clipping }),
  'optax.contrib.acprop': (o) => all.acprop(decoupled(o)),
  'optax.sign_sgd': (o) => all.signSGD(optax(o)),
  'optax.signum': (o) => all.signum({ learningRate: o.learning_rate, b1: o.beta }),
  'pytorch_optimizer.Tiger': (o) =>
    all.tiger({
      learningRate: o.lr,
      b1: o.beta,
      weightDecay: o.weight_decay,
    }),
  'optax.optimistic_adam_v2': (o) =>
    all.optimisticAdam({ ...optax(o), alpha: o.alpha, beta: o.beta }),
  'optax.novograd': (o) => all.novograd(optax(o)),
  'optax.fromage': (o) => all.fromage({ ...optax(o), minNorm: o.min_norm }),
  'optax.lamb': (o) => all.lamb(optax(o)),
  'pytorch_optimizer.AggMo': (o) => all.aggmo({ learningRate: o.lr, decays: o.betas }),
  'torch.Rprop': (o) => {
    const [learningRate, sizes] = [o.lr, o.step_sizes]
    return all.rprop({
      learningRate,
      etaMinus: o.etas?.[0],
      etaPlus: o.etas?.[1],
      min: sizes[0] / learningRate,
      max: sizes[1] / learningRate,
    })
  },
  'optax.contrib.madgrad': (o) => all.madgrad({ ...optax(o), momentum: o.momentum }),
  'optax.contrib.prodigy': (o) =>
    all.prodigy({
      ...torch({ ...o, lr: o.learning_rate }),
      initialDistance: o.estim_lr0,
      coefficient: o.estim_lr_coef,
      stepDecay: o.weight_decay,
      safeguardWarmup: o.safeguard_warmup,
    }),
  'optax.contrib.dadapt_adamw': (o) =>
    all.dadaptAdam({
      ...torch({ ...o, lr: o.learning_rate }),
      initialDistance: o.estim_lr0,
      stepDecay: o.weight_decay,
    }),
  'optax.contrib.mechanize': ({ base_optimizer: { options: base }, ...o }) =>
    all.mechanic({
      ...optax({ ...base, eps_root: undefined }),
      initialScale: o.s_init,
      learners: o.num_betas,
      stepDecay: o.weight_decay,
    }),
  'optax.contrib.momo': (o) => all.momo({ ...momo(o), b1: o.beta }),
  'optax.contrib.momo_adam': (o) => all.momoAdam({ ...momo(o), b1: o.b1, b2: o.b2, eps: o.eps }),
  'optax.polyak_sgd': (o) =>
    all.polyakSGD({
      learningRate: o.max_learning_rate,
      scaling: o.scaling,
      minimum: o.f_min,
      eps: o.eps,
      variant: o.variant,
    }),
  'optax.adafactor': (o) =>
    all.adafactor({
      learningRate: o.learning_rate,
      decayRate: o.decay_rate,
      eps: o.eps,
      maxRms: o.clipping_threshold,
      minSize: o.min_dim_size_to_factor,
      relative: o.multiply_by_parameter_scale,
    }),
  'optax.sm3': (o) => all.sm3({ learningRate: o.learning_rate, b1: o.momentum }),
  'pytorch_optimizer.CAME': (o) =>
    all.came({
      learningRate: o.lr,
      weightDecay: o.weight_decay,
      b1: o.betas[0],
      b2: o.betas[1],
      b3: o.betas[2],
      eps: o.eps1,
      instabilityEps: o.eps2,
      maxRms: o.clip_threshold,
    }),
  'pytorch_optimizer.AdamP': (o) =>
    all.adamp({
      ...torch(o),
      delta: o.delta,
      stepDecay: o.weight_decay,
      decayRatio: o.wd_ratio,
    }),
  'optax.contrib.dog': (o) =>
    all.dog({
      learningRate: o.learning_rate,
      eps: o.eps,
      start: 'relative',
      initial: o.init_step[1],
    }),
  'optax.contrib.cocob': (o) => all.cocob({ ...optax(o), alpha: o.alpha }),
  'optax.contrib.schedule_free_sgd': (o) => all.scheduleFreeSGD(optax(o)),
  'optax.contrib.schedule_free_adamw': (o) =>
    all.scheduleFreeAdamW({ ...optax(o), weightPower: o.weight_lr_power }),
  'pytorch_optimizer.StableAdamW': (o) =>
    all.stableAdamW({ ...torch(o), weightDecay: o.weight_decay }),
  'pytorch_optimizer.MARS': (o) => all.mars({ ...torch(o), gamma: o.gamma }),
  'pytorch_optimizer.Shampoo': (o) =>
    all.shampoo({ learningRate: o.lr, momentum: o.momentum, eps: o.matrix_eps }),
  'pytorch_optimizer.SOAP': (o) => all.soap({ ...torch(o), every: o.precondition_frequency }),
  'pytorch_optimizer.SPlus': (o) => all.splus({ learningRate: o.lr, every: o.inverse_steps }),
  'pytorch_optimizer.Muon': (o) => all.muon(muon(o)),
  'pytorch_optimizer.NorMuon': (o) => all.normuon({ ...muon(o), neuronDecay: o.beta2 }),
  'pytorch_optimizer.GaLore': (o) => all.galore({ ...torch(o), rank: o.rank, scale: o.scale }),
  'pytorch_optimizer.Fira': (o) => all.fira({ ...torch(o), rank: o.rank, scale: o.scale }),
  'pytorch_optimizer.AdaShift': (o) => all.adashift({ ...torch(o), keep: o.keep_num }),
  'pytorch_optimizer.ASGD': (o) =>
    all.adaptiveSGD({ initial: o.lr, amplifier: o.amplifier, differences: 'norms' }),
  'pytorch_optimizer.DAdaptAdaGrad': (o) => all.dadaptAdagrad({ initialDistance: o.d0 }),
  'pytorch_optimizer.StableSPAM': (o) => all.stableSPAM(torch(o)),
  'pytorch_optimizer.SWATS': (o) => all.swats(torch(o)),
  'pytorch_optimizer.LARS': (o) =>
    all.lars({ learningRate: o.lr, trustCoefficient: o.trust_coefficient, momentum: o.momentum }),
}

t.test('each finished optimizer is that of its library, step by step', async (t) => {
  t.ok(trajectories.length >= 30, `${trajectories.length}`)
  for (const { name, options, tol, shape, init: from, steps } of trajectories) {
    const { init, step } = float64(
      (made[name] as (o: Options) => Optimizer)(options),
      shape && { shapes: { 0: shape } },
    )
    let iterate = init([Float64Array.from(from)])
    const worst = steps.reduce((most, { grad, params, loss = 0 }) => {
      iterate = step(() => ({ value: loss, grads: [Float64Array.from(grad)] }), iterate)
      return params.reduce((max, wanted, i) => {
        const off = Math.abs((iterate.params[0]?.[i] as number) - wanted)
        return Math.max(max, off / (tol * (Math.abs(wanted) + 1e-3)))
      }, most)
    }, 0)
    t.ok(worst <= 1, `${name}: ${worst} of its tolerance`)
  }
})
