import { chain, describe, dictionary, pow } from '@momenta/core'
import { scaleBySecondMoment } from '@momenta/transforms'
import { averaged, moments, squared } from './elementwise.js'
import { globalNormOf } from './globalClip.js'
import { both, decayed, firstMoment, rate } from './parts.js'
import type { Rule, Rules } from './Rule.js'
import { wholeRule } from './wholeRule.js'

const adagc: Rule = (o) => {
  const decays = !o.flag('weight_decouple') && o.number('weight_decay') !== 0
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const [absolute, relative, beta] = [
    o.number('lambda_abs'),
    o.number('lambda_rel'),
    o.number('beta'),
  ]
  const [warmup, eps] = [o.number('warmup_steps'), o.number('eps')]
  type Host = { count: number; byLeaf: { readonly [leaf: string]: number | null } }
  const clip = describe({
    name: 'adagc',
    slots: {},
    hyper: {},
    needs: ['updates', 'grads'],
    init: (leaves): Host => ({
      count: 0,
      byLeaf: dictionary(leaves.map(({ name }) => [name, null])),
    }),
    plan: ({ count, byLeaf }: Host, { updates, grads, names }) => {
      const each = names.map((name, i) => {
        const [norm, old] = [updates[i] as number, byLeaf[name] ?? undefined]
        if (old === undefined || count + 1 < warmup) {
          // Each leaf is decayed just before its turn, and the norm is found again for it.
          const seen = decays
            ? names.map((_, j) => (j > i ? grads : updates)[j] as number)
            : updates
          const global = globalNormOf(seen, eps)
          const factor = Math.min(absolute / global, 1)
          return { factor, gamma: Math.min(old ?? Number.POSITIVE_INFINITY, factor * norm) }
        }
        const factor = Math.min((relative * Math.max(old, eps)) / Math.max(norm, eps), 1)
        return { factor, gamma: old + (1 - beta) * (factor * norm - old) }
      })
      return {
        next: {
          count: count + 1,
          byLeaf: dictionary(names.map((name, i) => [name, each[i]?.gamma as number])),
        },
        plan: each.map(({ factor }) => ({ scalars: { factor } })),
      }
    },
    body: (x, { updates: u, scalars: k }) => ({ updates: x.mul(k.factor, u), slots: {} }),
  })
  const scaling = scaleBySecondMoment({ b2, eps, of: 'grads' })
  return decayed(o, chain(clip, both(firstMoment(b1), scaling)))
}

const fadam: Rule = (o) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const [clip, power, small] = [o.number('clip'), o.number('p'), o.number('eps_2')]
  const [eps, lambda] = [o.number('eps'), o.number('weight_decay')]
  const scalars = (t: number) => {
    const beta = (b2 ** t - b2) / (b2 ** t - 1)
    return { b1, c1: 1 - b1, b2: beta, c2: 1 - beta, clip, small, eps, lambda }
  }
  const rule = wholeRule(moments, scalars, (x, { updates: g, params: p, slots: s, scalars: k }) => {
    const count = x.shapeOf(g).reduce((size, n) => size * n, 1)
    const rms = (a: typeof g) => x.div(x.norm(a), x.of(Math.sqrt(count)))
    const clipped = (a: typeof g) => x.div(a, x.max(x.div(rms(a), k.clip), x.of(1)))
    const nu = averaged(x, k.b2, k.c2, s.nu, squared(x, g))
    const size = rms(g)
    const none = x.mul(x.sub(x.of(1), x.sign(size)), k.eps)
    const least = x.add(x.min(x.mul(k.small, size), k.eps), none)
    const half = power === 0.5
    const base = half
      ? x.add(x.sqrt(nu), least)
      : x.add(pow(x, nu, x.of(power)), pow(x, least, x.of(2 * power)))
    const mu = averaged(x, k.b1, k.c1, s.mu, clipped(x.div(g, base)))
    return { updates: x.add(x.mul(k.lambda, clipped(x.div(p, base))), mu), slots: { mu, nu } }
  })
  return chain(rule, rate(o.number('lr')))
}

/** Rules of pytorch_optimizer that clip each leaf by what it was before. */
export const pytorchClips: Rules = { AdaGC: adagc, FAdam: fadam }
