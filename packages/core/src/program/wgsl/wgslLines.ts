import { reachable } from '../compact.js'
import type { LinePass } from '../lines/LineProgram.js'
import { loopsOf } from '../lines/loopsOf.js'
import type { Node } from '../Node.js'
import { product } from '../product.js'
import { wgslName, wgslNodes, wgslNumbers } from './wgslNodes.js'

/** A shader of a pass: it binds some loads, then some results, and the numbers as group 1. */
export interface LineShader {
  readonly code: string
  readonly loads: readonly number[]
  /** Its results: the stores of the pass, or one of its reductions. */
  readonly results: readonly { readonly of: 'stores' | 'reductions'; readonly index: number }[]
  readonly workgroups: number
}

/** The nodes that some nodes need, in order. */
const neededBy = (roots: readonly Node[], nodes: readonly Node[]): readonly Node[] => {
  const needed = reachable(nodes, roots)
  return nodes.filter((node) => needed.has(node))
}

const loadsOf = (nodes: readonly Node[]): readonly number[] =>
  nodes.flatMap((node) => (node.kind === 'load' ? node.index : []))

/** The offset of an element, from the counters `i0`, `i1`, … of loops. */
const offsetOf = (steps: readonly number[] | undefined): string =>
  (steps ?? []).flatMap((step, k) => (step === 0 ? [] : `i${k} * ${step}u`)).join(' + ') || '0u'

const bindingsOf = (loads: readonly number[], results: number): readonly string[] => [
  ...loads.map((load, b) => `@group(0) @binding(${b}) var<storage, read> b${load}: array<f32>;`),
  ...Array.from(
    { length: results },
    (_, r) => `@group(0) @binding(${loads.length + r}) var<storage, read_write> r${r}: array<f32>;`,
  ),
]

const head = (threads: number): readonly string[] => [
  `@compute @workgroup_size(${threads})`,
  'fn main(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {',
  '_ = k[0];',
  'let group = id.x + id.y * groups.x;',
]

const threads = 64

/** One thread for each element. */
const storing = (pass: LinePass): LineShader => {
  const loops = loopsOf(pass)
  const size = product(loops.lengths)
  const nodes = neededBy(
    pass.stores.map(({ node }) => node),
    pass.nodes,
  )
  const loads = loadsOf(nodes)
  return {
    loads,
    results: pass.stores.map((_, index) => ({ of: 'stores', index })),
    workgroups: Math.ceil(size / threads),
    code: [
      ...bindingsOf(loads, pass.stores.length),
      ...[wgslNumbers(pass), ...head(threads)],
      `let i = group * ${threads}u + thread;`,
      `if (i >= ${size}u) { return; }`,
      ...loops.lengths.map(
        (length, k) => `let i${k} = (i / ${product(loops.lengths.slice(k + 1))}u) % ${length}u;`,
      ),
      ...wgslNodes({ ...pass, nodes }, (load) => `b${load}[${offsetOf(loops.loads[load])}]`),
      ...pass.stores.map(({ node }, s) => `r${s}[i] = ${wgslName(node)};`),
      '}',
    ].join('\n'),
  }
}

/** The lowest number of float32: shaders may not write infinity. */
const lowest = '-0x1.fffffep+127'

/**
 * Neighbouring results share a workgroup where the last loop is kept, so that reads are adjacent.
 * NaN is found by its bits, since shaders may assume that there is none.
 */
const reducing = (pass: LinePass, index: number): LineShader => {
  const { by, node } = pass.reductions[index] as LinePass['reductions'][number]
  const loops = loopsOf(pass)
  const steps = loops.reductions[index] as readonly number[]
  const reduced = loops.lengths.map((length, k) => (steps[k] === 0 ? length : 1))
  const [count, outputs] = [product(reduced), product(loops.lengths) / product(reduced)]
  const [across, along] = steps.at(-1) === 0 ? [1, threads] : [16, 16]
  const nodes = neededBy([node], pass.nodes)
  const loads = loadsOf(nodes)
  const join = by === 'maximum' ? 'select(a.x, b.x, a.x < b.x)' : 'a.x + b.x'
  return {
    loads,
    results: [{ of: 'reductions', index }],
    workgroups: Math.ceil(outputs / across),
    code: [
      ...bindingsOf(loads, 1),
      wgslNumbers(pass),
      `var<workgroup> all: array<vec2<f32>, ${across * along}>;`,
      `fn join(a: vec2<f32>, b: vec2<f32>) -> vec2<f32> { return vec2<f32>(${join}, max(a.y, b.y)); }`,
      'fn pair(x: f32) -> vec2<f32> { return vec2<f32>(x, select(0.0, 1.0, (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u)); }',
      ...head(across * along),
      `let own = group * ${across}u + thread % ${across}u;`,
      `let o = min(own, ${outputs - 1}u);`,
      `let first = thread / ${across}u;`,
      `var total = vec2<f32>(${by === 'maximum' ? lowest : '0.0'}, 0.0);`,
      `for (var m = first; m < ${count}u; m += ${along}u) {`,
      ...loops.lengths.map((length, k) =>
        steps[k] === 0
          ? `let i${k} = (m / ${product(reduced.slice(k + 1))}u) % ${length}u;`
          : `let i${k} = (o / ${steps[k]}u) % ${length}u;`,
      ),
      ...wgslNodes({ ...pass, nodes }, (load) => `b${load}[${offsetOf(loops.loads[load])}]`),
      `total = join(total, pair(${wgslName(node)}));`,
      '}',
      'all[thread] = total;',
      `for (var half = ${along / 2}u; half > 0u; half /= 2u) {`,
      'workgroupBarrier();',
      `if (first < half) { all[thread] = join(all[thread], all[thread + half * ${across}u]); }`,
      '}',
      `if (first == 0u && own < ${outputs}u) {`,
      'let result = all[thread];',
      `let value = result.x / ${by === 'mean' ? count : 1}.0;`,
      // not a constant, which would be an error
      'r0[own] = select(value, bitcast<f32>(0x7fc00000u + u32(result.y) - 1u), result.y > 0.0);',
      '}',
      '}',
    ].join('\n'),
  }
}

/** The shaders of a pass: one for its stores, and one for each reduction. */
export const wgslLines = (pass: LinePass): readonly LineShader[] => [
  ...(pass.stores.length > 0 ? [storing(pass)] : []),
  ...pass.reductions.map((_, index) => reducing(pass, index)),
]
