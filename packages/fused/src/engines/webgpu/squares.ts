import { beginMain } from './beginMain.js'
import { block } from './blocks.js'

/** The bytes that the shader writes for each block. */
export const bytesOfSquares = 16

/** Powers of two, which do not round. Their squares are undone on the host, in float64. */
const [down, up] = [2 ** -84, 2 ** 64]

/**
 * The sums of squares of each block of 4096 elements: of elements below 2⁻⁴⁰ times 2⁶⁴, of those in
 * between, of those above 2⁴⁰ times 2⁻⁸⁴, so that no square overflows or underflows; and 1 if an
 * element is infinite, 2 if one is NaN. Bits are compared, since shaders may assume finite numbers.
 * The blocks of the leaves follow one another; before those of a leaf, `own` is negative as an
 * unsigned number, so large.
 */
export const squaresOf = (leaves: number, threads: number): string => {
  const each = (line: (leaf: number) => string) => Array.from({ length: leaves }, (_, l) => line(l))
  return `
${each((l) => `@group(0) @binding(${l}) var<storage, read> x${l}: array<u32>;`).join('\n')}
@group(0) @binding(${leaves}) var<storage, read_write> sums: array<vec4<f32>>;
var<workgroup> partial: array<vec4<f32>, ${threads}>;
fn squares(bits: u32) -> vec4<f32> {
  let finite = bits < 0x7f800000u;
  let low = bits < ${(127 - 40) << 23}u;
  let high = finite && bits > ${(40 + 127) << 23}u;
  let a = bitcast<f32>(select(0u, bits, finite)) * select(select(1.0, ${down}, high), ${up}.0, low);
  let b = a * a;
  return vec4<f32>(select(0.0, b, low), select(b, 0.0, low || high), select(0.0, b, high), f32(!finite) + f32(bits > 0x7f800000u));
}
fn combine(a: vec4<f32>, b: vec4<f32>) -> vec4<f32> {
  return vec4<f32>(a.xyz + b.xyz, max(a.w, b.w));
}
${beginMain(threads)}
  var total = vec4<f32>();
  var begin = 0u;
${each(
  (l) => `{
  let blocks = (arrayLength(&x${l}) + ${block - 1}u) / ${block}u;
  let own = group - begin;
  if (own < blocks) {
    for (var i = own * ${block}u + thread; i < min((own + 1u) * ${block}u, arrayLength(&x${l})); i += ${threads}u) {
      total = combine(total, squares(x${l}[i] & 0x7fffffffu));
    }
  }
  begin += blocks;
}`,
).join('\n')}
  partial[thread] = total;
  workgroupBarrier();
  if (thread == 0u && group < arrayLength(&sums)) {
    for (var i = 1u; i < ${threads}u; i++) { total = combine(total, partial[i]); }
    sums[group] = total;
  }
}`
}

/**
 * The L2 norm from the sums of the blocks of a leaf. The relative error is at most some units of
 * float32. Infinite or NaN only if an element is.
 */
export const normFrom = (sums: Float32Array): number => {
  let [total, worst] = [0, 0]
  for (let i = 0; i < sums.length; i += 4) {
    const at = (column: number): number => sums[i + column] as number
    total += at(0) / up ** 2 + at(1) + at(2) / down ** 2
    worst = Math.max(worst, at(3))
  }
  return worst === 0 ? Math.sqrt(total) : worst === 1 ? Number.POSITIVE_INFINITY : Number.NaN
}
