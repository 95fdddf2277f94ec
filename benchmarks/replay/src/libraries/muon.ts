import { chain, counted, type Transform } from '@momenta/core'
import { type OrthogonalizeOptions, orthogonalize, scaleBySecondMoment } from '@momenta/transforms'
import type { Fields } from './fieldsOf.js'
import { both, decay, decayed, firstMoment, leavesWhere, rate } from './parts.js'
import type { Rule } from './Rule.js'

const standard = [3.4445, -4.775, 2.0315]

const dion = [
  [4.0848, -6.8946, 2.927],
  [3.9505, -6.3029, 2.6377],
  [3.7418, -5.5913, 2.3037],
  [2.8769, -3.1427, 1.2046],
  [2.8366, -3.0525, 1.2012],
].flat()

/** Coefficients by name, as three numbers or as a list of three for each iteration. */
const coefficientsOf = (given: unknown): readonly number[] => {
  if (given === 'standard' || given === 'original') return standard
  return given === 'dion' || given === 'quintic' ? dion : ([given].flat(2) as readonly number[])
}

const polarExpress = [
  [8.237312490495555, -23.157747414558198, 16.680568411445915],
  [4.082441999064835, -2.893047735332586, 0.5252849256975648],
  [3.9263479922546582, -2.8547468034765298, 0.5318022422894988],
  [3.2982187133085143, -2.424541981026706, 0.48632008358844075],
  [2.2970369434552573, -1.63662558125903, 0.4002628455953627],
  [1.8763805351440397, -1.2347896577722228, 0.35891887501668385],
  [1.8564423485617974, -1.2132449880935525, 0.3568003487825883],
  [1.8749994008682747, -1.2499988017229169, 0.3749994008546422],
].flat()

const saferExpress = [
  [8.156554524902461, -22.48329292557795, 15.878769915207462],
  [4.0429299351667245, -2.808917465908704, 0.5000178451051299],
  [3.8916678022926563, -2.7724841532176825, 0.5060648178503389],
  [3.285753657755658, -2.3681294933425394, 0.46449024233003117],
  [2.3005307116270983, -1.6111665557258408, 0.3833374427545273],
  [1.8631210546382593, -1.2042160621002727, 0.3421879560523383],
  [1.8382572152247512, -1.1779263289537742, 0.3396513038637379],
  [1.8749999923301852, -1.2499999836060613, 0.374999991275876],
].flat()

/** Those of each iteration as in pytorch_optimizer: the last are repeated. Optax takes the last. */
export const firstCoefficients = (given: unknown, steps: number): readonly number[] => {
  const named = { polar_express: polarExpress, polar_express_safer: saferExpress }
  const preset = Object.entries(named).find(([name]) => name === given)?.[1]
  const all = preset ?? coefficientsOf(given)
  const at = (i: number) => 3 * Math.min(i, all.length / 3 - 1)
  return Array.from({ length: steps }, (_, i) => all.slice(at(i), at(i) + 3)).flat()
}

/** The average of the gradients without debiasing, or one step ahead. */
export const momentumOf = (b: number, nesterov: boolean): Transform =>
  counted({
    name: 'momentum',
    slots: { mu: 'zeros' },
    hyper: {},
    scalars: () => ({ b, rest: 1 - b }),
    body: (x, { updates: u, slots: s, scalars: k }) => {
      const mu = x.add(x.mul(k.b, s.mu), x.mul(k.rest, u))
      const ahead = x.add(x.mul(k.rest, u), x.mul(k.b, mu))
      return { updates: nesterov ? ahead : mu, slots: { mu } }
    },
  })

const isMatrix = (shape: readonly number[]): boolean => shape.length === 2

const atLeastTwo = (shape: readonly number[]): boolean => shape.length >= 2

/** Muon of Optax: leaves with two axes, and Adam for the others. */
export const optaxMuon: Rule = (o, { leaves }) => {
  const nesterov = o.flag('nesterov')
  const rms = o.optional('consistent_rms')
  const nearest = orthogonalize({
    steps: o.number('ns_steps'),
    coefficients: coefficientsOf(o.value('ns_coeffs')),
    preconditioning: o.text('preconditioning') as 'frobenius',
    eps: o.number('eps'),
    adaptive: o.flag('adaptive'),
    ...(rms === undefined ? {} : { factor: 'rms', strength: rms / 0.2 }),
  })
  const adam = both(
    firstMoment(o.number('adam_b1'), nesterov),
    scaleBySecondMoment({
      b2: o.number('adam_b2'),
      eps: o.number('eps'),
      epsRoot: o.number('adam_eps_root'),
      of: 'grads',
    }),
  )
  const lr = o.rate('learning_rate')
  const muon = chain(
    firstMoment(o.number('beta'), nesterov),
    nearest,
    decay(o.rate('weight_decay')),
    rate(lr),
  )
  const others = chain(
    adam,
    decay(o.rate('adam_weight_decay')),
    rate(o.rate('adam_learning_rate') ?? lr),
  )
  return chain(
    leavesWhere(muon, leaves, isMatrix),
    leavesWhere(others, leaves, (shape) => !isMatrix(shape)),
  )
}

const ofTorch = (o: Fields, how: OrthogonalizeOptions): Transform =>
  chain(
    momentumOf(o.number('momentum'), o.flag('nesterov')),
    orthogonalize({ steps: o.number('ns_steps'), epsIs: 'minimum', kept: 'first', ...how }),
  )

/** Muon of PyTorch: leaves with two axes. */
export const torchMuon: Rule = (o) => {
  const direction = ofTorch(o, {
    coefficients: coefficientsOf(o.value('ns_coefficients')),
    eps: o.number('eps'),
    factor: o.value('adjust_lr_fn') === 'match_rms_adamw' ? 'rms' : 'rows',
  })
  return chain(direction, decay(o.number('weight_decay')), rate(o.number('lr')))
}

/** Muon of pytorch_optimizer: leaves with at least two axes, and AdamW for the others. */
export const pytorchMuon: Rule = (o, { leaves }) => {
  // Products of the Gram matrix give the same iteration, up to rounding.
  o.ignore('ns_method', 'ns_reset_steps', 'use_muon')
  const direction = ofTorch(o, {
    coefficients: firstCoefficients(o.value('ns_coeffs'), o.number('ns_steps')),
    eps: 1e-7,
    factor: o.flag('use_adjusted_lr') ? 'rms' : 'rows',
  })
  const [b1 = 0, b2 = 0] = o.numbers('adamw_betas')
  const scaling = scaleBySecondMoment({ b2, eps: o.number('adamw_eps'), of: 'grads' })
  const adam = both(firstMoment(b1), scaling)
  const [lambda, lr] = [decay(o.number('adamw_wd')), rate(o.number('adamw_lr'))]
  const others = o.flag('weight_decouple') ? chain(adam, lambda, lr) : chain(lambda, adam, lr)
  return chain(
    leavesWhere(decayed(o, direction), leaves, atLeastTwo),
    leavesWhere(others, leaves, (shape) => !atLeastTwo(shape)),
  )
}
