import { type Reducer, type Reduction, wgslName, wgslNumbers } from '@momenta/core/program'
import { beginMain } from './beginMain.js'
import { block, threads } from './blocks.js'
import { declarationsOf } from './emit.js'

/**
 * The bytes that the shader writes for each output of a block: its result, and whether it is NaN.
 */
export const bytesOfResult = 8

const join: { readonly [B in Reducer]: string } = {
  sum: 'a.x + b.x',
  squares: 'a.x + b.x',
  maximum: 'select(a.x, b.x, a.x < b.x)',
}

/** The lowest number of float32: shaders may not write infinity. */
const lowest = '-0x1.fffffep+127'

/**
 * A reduction in WGSL: the results of each block of 4096 elements. NaN is found by its bits, since
 * shaders may assume that there is none.
 */
export const emitReduction = (reduction: Reduction): string => {
  const { loads, outputs } = reduction
  const count = outputs.length
  const each = (line: (output: Reduction['outputs'][number], i: number) => string) =>
    outputs.map(line)
  return [
    ...loads.map((_, b) => `@group(0) @binding(${b}) var<storage, read> b${b}: array<f32>;`),
    `@group(0) @binding(${loads.length}) var<storage, read_write> results: array<vec2<f32>>;`,
    wgslNumbers(reduction),
    `var<workgroup> shared_: array<array<vec2<f32>, ${count}>, ${threads}>;`,
    ...each(
      ({ by }, o) =>
        `fn join${o}(a: vec2<f32>, b: vec2<f32>) -> vec2<f32> { return vec2<f32>(${join[by]}, max(a.y, b.y)); }`,
    ),
    'fn pair(x: f32) -> vec2<f32> { return vec2<f32>(x, select(0.0, 1.0, (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u)); }',
    beginMain(threads),
    '_ = k[0];',
    `var total: array<vec2<f32>, ${count}>;`,
    ...each(({ by }, o) => `total[${o}] = vec2<f32>(${by === 'maximum' ? lowest : '0.0'}, 0.0);`),
    `for (var i = group * ${block}u + thread; i < min((group + 1u) * ${block}u, arrayLength(&b0)); i += ${threads}u) {`,
    ...declarationsOf(
      reduction,
      loads.map((_, b) => b),
    ),
    ...each(({ node }, o) => `total[${o}] = join${o}(total[${o}], pair(${wgslName(node)}));`),
    '}',
    'shared_[thread] = total;',
    `for (var half = ${threads / 2}u; half > 0u; half /= 2u) {`,
    'workgroupBarrier();',
    'if (thread < half) {',
    ...each(
      (_, o) =>
        `shared_[thread][${o}] = join${o}(shared_[thread][${o}], shared_[thread + half][${o}]);`,
    ),
    '}',
    '}',
    `if (thread == 0u && (group + 1u) * ${count}u <= arrayLength(&results)) {`,
    ...each((_, o) => `results[group * ${count}u + ${o}u] = shared_[0][${o}];`),
    '}',
    '}',
  ].join('\n')
}

/** The results of a leaf, one for each output, from those of its blocks. */
export const reducedFrom = (
  { outputs }: Reduction,
  results: Float32Array,
  size: number,
): readonly number[] => {
  const count = outputs.length
  return outputs.map(({ by }, o) => {
    if (size === 0) return 0
    let [value, nan] = [by === 'maximum' ? Number.NEGATIVE_INFINITY : 0, 0]
    for (let i = 2 * o; i < results.length; i += 2 * count) {
      const next = results[i] as number
      value = by === 'maximum' ? Math.max(value, next) : value + next
      nan = Math.max(nan, results[i + 1] as number)
    }
    return nan === 0 ? value : Number.NaN
  })
}
