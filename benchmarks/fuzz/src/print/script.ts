import type { Case, Event, Step } from '../cases/Case.js'
import { numbersOf } from '../cases/numbersOf.js'
import { type Plant, plant, plantsOf } from '../cases/plant.js'
import type { Failing } from '../compare/minimized.js'
import { curvature } from '../run/gradientOf.js'
import { maskCode, optimizerCode } from './expression.js'
import { numbersLiteral, recordOf } from './literal.js'

const treeCode = ({ grow }: Plant, leaf: (i: number) => string, order: number): string => {
  const written = (node: unknown): string =>
    typeof node === 'number'
      ? leaf(node)
      : Array.isArray(node)
        ? `[${node.map(written).join(', ')}]`
        : recordOf(Object.entries(node as object).map(([name, inner]) => [name, written(inner)]))
  return written(grow((i) => i, order))
}

const startCode = (one: Case, { leaves }: Plant, i: number): string => {
  const { size, shape } = leaves[i] as Plant['leaves'][number]
  return `tf.tensor(${numbersLiteral(numbersOf(one.start, i, size))}, [${shape}])`
}

/** The parameters as they start; those that are there already keep their numbers. */
const extendedCode = (one: Case, planted: Plant): string =>
  `/* the parameters of the iterate, and those that are new of */ ${treeCode(planted, (i) => startCode(one, planted, i), 0)}`

const eventCode = (one: Case, event: Event | undefined, planted: Plant): string | undefined => {
  switch (event?.does) {
    case undefined:
      return undefined
    case 'throw':
      return `// a step that throws (${event.how}); the iterate must stay as it was`
    case 'extend':
      return `iterate = extend(one, iterate, ${extendedCode(one, planted)})`
    case 'freeze':
      return `iterate = { ...iterate, state: withFrozen(one.transform, iterate.state, ${maskCode(event.mask)}) }`
    case 'set':
      return `// hyperparameter ${event.which} is set (values from number ${event.value} on)`
    case 'clone':
      return event.follow
        ? 'const kept = iterate; iterate = cloneIterate(iterate) // kept must stay as it is'
        : 'const kept = cloneIterate(iterate) // must stay as it is'
    case 'save':
      return event.json
        ? 'iterate = load(one, JSON.parse(JSON.stringify(await save(iterate))), iterate.params)'
        : 'iterate = loadBinary(one, await saveBinary(iterate), iterate.params)'
    case 'resize':
      return `// a step with leaf ${event.leaf} of ${event.size} elements; it must be refused`
    case 'keep':
      return '// arrays that dataSync gives are kept; they must stay as they are'
    case 'hold':
      return '// the next gradients stay with the user'
    case 'other tree':
      return '// the runner makes a step on another tree'
    case 'switch':
      return `// a mixed run goes on with another ${event.what}`
  }
}

const oracleCode = (one: Case, step: Step, planted: Plant): string => {
  const { leaves } = planted
  const gradient = (i: number) => {
    const { size, shape } = leaves[i] as (typeof leaves)[number]
    const numbers = `tf.tensor(${numbersLiteral(numbersOf(step.numbers, i, size))}, [${shape}])`
    return one.loss === 'given' ? numbers : `[${curvature(i)}, ${numbers}]`
  }
  const tree = treeCode(planted, gradient, step.order)
  return one.loss === 'given'
    ? `() => ({ value: tf.scalar(${step.numbers.seed}), grads: ${tree} })`
    : `bowl(${tree})`
}

const bowl = `// Σ c (w − t)²/2
const terms = (w, at) => w instanceof tf.Tensor ? [tf.sum(tf.mul(at[0] / 2, tf.square(tf.sub(w, at[1]))))] : Object.keys(w).flatMap((name) => terms(w[name], at[name]))
const bowl = (targets) => oracleOf((params) => tf.addN(terms(params, targets)))`

/**
 * A failing case as a script to be pasted: imports, the optimizer as an expression, the tree, what
 * happens in each step, which runs differ and where.
 */
export const script = ({ one, failure }: Failing): string => {
  const planted = plant(one.tree)
  const { text, imports } = optimizerCode(one)
  const byPackage = new Map<string, string[]>()
  const names = one.steps.flatMap(({ event }) =>
    event?.does === 'clone'
      ? ['cloneIterate']
      : event?.does === 'save'
        ? event.json
          ? ['load', 'save']
          : ['loadBinary', 'saveBinary']
        : event?.does === 'extend'
          ? ['extend']
          : [],
  )
  if (one.steps.some(({ event }) => event?.does === 'freeze'))
    byPackage.set('@momenta/transforms', ['withFrozen'])
  for (const line of [
    ...imports,
    ...[...new Set([...names, 'eager', ...(one.loss === 'bowl' ? ['oracleOf'] : [])])].map(
      (name) => `${name} @momenta/eager`,
    ),
    'fused @momenta/fused',
  ]) {
    const [name, from] = line.split(' ') as [string, string]
    byPackage.set(from, [...new Set([...(byPackage.get(from) ?? []), name])])
  }
  const plants = plantsOf(one)
  return [
    `// step ${failure.step}: ${failure.kind}: ${failure.says}`,
    `// npm run fuzz -- --case '${JSON.stringify(one).replaceAll("'", "'\\''")}'`,
    ...[
      '@momenta/register-gradients',
      '@tensorflow/tfjs-backend-cpu',
      '@tensorflow/tfjs-backend-wasm',
    ].map((from) => `import '${from}'`),
    ...[...byPackage].map(([from, all]) => `import { ${all.sort().join(', ')} } from '${from}'`),
    `import * as tf from '@tensorflow/tfjs-core'`,
    '',
    `const one = ${text}`,
    `const params = ${treeCode(planted, (i) => startCode(one, planted, i), 0)}`,
    ...(one.loss === 'bowl' ? [bowl] : []),
    `await tf.setBackend('${failure.kind.includes('wasm') ? 'wasm' : 'cpu'}')`,
    'for (const { init, step } of [eager(one), fused(one)]) {',
    '  let iterate = init(params)',
    ...one.steps.flatMap((step, i) =>
      [
        eventCode(one, step.event, plants[i] as Plant),
        `iterate = step(${oracleCode(one, step, plants[i] as Plant)}, iterate)`,
      ]
        .filter((line) => line !== undefined)
        .map((line) => `  ${line}`),
    ),
    '  console.log(iterate)',
    '}',
    '',
  ].join('\n')
}
