import { declarationOf, nameOf } from '../javascript.js'
import { joins, lane } from '../javascriptReduction.js'
import type { Reducer } from '../Reduction.js'
import type { Rounding } from '../Rounding.js'
import { combinePartials, partials } from '../reduceValues.js'
import { finishLines, joinerOf, lineStart } from './finishLines.js'
import type { LineFunction, LinePass, Numbers } from './LineProgram.js'
import { loopsOf } from './loopsOf.js'

type Loop = (
  scalars: ArrayLike<number>,
  loads: readonly ArrayLike<number>[],
  stores: readonly Numbers[],
  results: readonly Float64Array[],
  partials: readonly Float64Array[],
  combine: typeof combinePartials,
) => void

/** An offset in a nest of loops, whose counters are `i0`, `i1`, …, without that of the last. */
const offsetOf = (steps: readonly number[]): string =>
  ['0', ...steps.slice(0, -1).flatMap((step, k) => (step === 0 ? [] : `i${k}*${step}`))].join('+')

const codeOf = (pass: LinePass, rounding: Rounding): string => {
  const { nodes, stores, reductions } = pass
  const loops = loopsOf(pass)
  const size = loops.lengths.at(-1) as number
  const moves = (steps: readonly number[] | undefined) => steps?.at(-1) !== 0
  const element = (load: number) => `l${load}[a${load}${moves(loops.loads[load]) ? '+i' : ''}]`
  const runs = reductions.map((_, r) => !moves(loops.reductions[r]))
  const joinOf = (by: Reducer, partial: string, value: string) => joins[by](partial, value)
  const eachRun = (line: (r: number, by: Reducer) => string) =>
    reductions.flatMap(({ by }, r) => (runs[r] ? [line(r, joinerOf(by))] : []))
  return [
    'const f=Math.fround',
    ...loops.loads.map((_, i) => `const l${i}=loads[${i}]`),
    ...stores.map((_, i) => `const s${i}=stores[${i}]`),
    ...reductions.map((_, i) => `const r${i}=results[${i}],p${i}=partials[${i}]`),
    `const size=${size}`,
    ...nodes.filter(({ uniform }) => uniform).map((node) => declarationOf(node, rounding)),
    ...loops.lengths.slice(0, -1).map((length, k) => `for(let i${k}=0;i${k}<${length};i${k}++){`),
    ...loops.loads.map((steps, i) => `const a${i}=${offsetOf(steps)}`),
    ...(stores.length > 0 ? [`const b=${offsetOf(loops.stores)}`] : []),
    ...loops.reductions.map((steps, i) => `const c${i}=${offsetOf(steps)}`),
    ...eachRun((r) => `p${r}.fill(${lineStart(reductions[r] as LinePass['reductions'][number])})`),
    'for(let i=0;i<size;i++){',
    ...nodes
      .filter(({ uniform }) => !uniform)
      .map((node) => declarationOf(node, rounding, element)),
    ...stores.map(({ node }, i) => `s${i}[b+i]=${nameOf(node)}`),
    ...reductions.map(({ by, node }, r) =>
      joinOf(joinerOf(by), runs[r] ? `p${r}${lane}` : `r${r}[c${r}+i]`, nameOf(node)),
    ),
    '}',
    ...eachRun((r, by) => joinOf(by, `r${r}[c${r}]`, `combine('${by}',p${r},size)`)),
    ...loops.lengths.slice(0, -1).map(() => '}'),
  ].join('\n')
}

/**
 * Compiles a pass to JavaScript; reductions have the bits of `reduceAxes`.
 *
 * @throws EvalError if a page's policy forbids code generation.
 */
export const javascriptLines = (pass: LinePass, rounding: Rounding): LineFunction => {
  const loop = new Function(
    ...['scalars', 'loads', 'stores', 'results', 'partials', 'combine'],
    codeOf(pass, rounding),
  ) as Loop
  return (scalars, loads, stores, into) => {
    const results = pass.reductions.map((one, r) =>
      new Float64Array((into[r] as Numbers).length).fill(lineStart(one)),
    )
    const runs = pass.reductions.map(() => new Float64Array(partials))
    loop(scalars, loads, stores, results, runs, combinePartials)
    pass.reductions.forEach((one, r) => {
      finishLines(pass.shape, one, results[r] as Float64Array, into[r] as Numbers)
    })
  }
}
