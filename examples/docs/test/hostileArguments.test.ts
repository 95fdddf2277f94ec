import '@tensorflow/tfjs-backend-cpu'
import * as aggregators from '@momenta/aggregators'
import * as checkpoints from '@momenta/checkpoints'
import * as core from '@momenta/core'
import * as eager from '@momenta/eager'
import * as estimators from '@momenta/estimators'
import * as float64 from '@momenta/float64'
import * as fused from '@momenta/fused'
import * as kernels from '@momenta/kernels'
import * as laws from '@momenta/laws'
import * as monitor from '@momenta/monitor'
import * as optimizers from '@momenta/optimizers'
import * as policies from '@momenta/policies'
import * as probes from '@momenta/probes'
import * as schedules from '@momenta/schedules'
import * as secondOrder from '@momenta/second-order'
import * as tfjs from '@momenta/tfjs'
import * as transforms from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

await tf.setBackend('cpu')

const packages = {
  ...{ aggregators, checkpoints, core, eager, estimators, float64, fused, kernels, laws, monitor },
  ...{ optimizers, policies, probes, schedules, secondOrder, tfjs, transforms },
}

/**
 * What authors of parts and interpreters call with arguments of their own code, such as the name of
 * a caller, in every step or when a module is loaded: TypeScript checks these. @momenta/options and @momenta/tree have nothing
 * else.
 */
const forAuthors: { readonly [name in keyof typeof packages]?: string } = {
  core: 'checkChoice checkFlag checkNumber checkParts checkTransform dictionary exp fromOptions globalNorm hostOf hyperparameters infallible leafSeeds log mapDictionary mapInner mapVariants memoryFor nextCount pow',
  eager:
    'broadcast claimIterate differentiate fingerprintOf handle measure measureAsync normsOf normsOfAsync runTensors',
  fused: 'leafNorms leafNormsAsync',
  optimizers: 'defineOptimizer defineRule',
}

const hostile = [undefined, null, 'x', Number.NaN, {}]

/** Calls with one to three of the same argument, and with the first arguments as they should be. */
const calls: readonly (readonly unknown[])[] = hostile.flatMap((bad) => [
  ...[[bad], [bad, bad], [bad, bad, bad], [bad, {}], [core.optimizer(core.identity), bad]],
  ...[
    [() => 1, bad, bad],
    [tf.scalar(1), bad],
    [tf.ones([2, 2]), tf.ones([2, 2]), bad],
  ],
])

const textOf = async (run: () => unknown): Promise<string | undefined> => {
  try {
    const made = run()
    if (made instanceof Promise) await made
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Who, what must hold and what came, in one line, and not the words of the engine. */
const isOurs = (text: string): boolean =>
  /^[\w.()@/ -]+: ./.test(text) &&
  !/\n|^Cannot |^Class |is not a function|is not iterable|undefined \(reading/.test(text)

for (const [name, exported] of Object.entries(packages))
  t.test(`public functions of ${name} answer wrong arguments with one line`, async (t) => {
    const left = forAuthors[name as keyof typeof packages]?.split(' ') ?? []
    for (const [each, f] of Object.entries(exported)) {
      if (typeof f !== 'function' || left.includes(each)) continue
      const wrong = new Set<string>()
      for (const args of calls) {
        const text = await textOf(() => (f as (...all: readonly unknown[]) => unknown)(...args))
        if (text !== undefined && !isOurs(text)) wrong.add(text)
      }
      t.same([...wrong], [], each)
    }
    const stale = left.filter((each) => !Object.hasOwn(exported, each))
    t.same(stale, [], 'functions for authors exist')
  })
