import type { Inputs, Kernel } from '../../installation/Kernel.js'
import { elementwise, inRows, workgroupsFor } from '../elementwise.js'
import type { Gpu } from '../Gpu.js'
import { read, shaderOf, written } from '../Shader.js'

/** A shader may assume that numbers are finite: NaN is written by its bits. */
const nan = '0x7fc00000u'

/**
 * A workgroup for each row: the maximum, the logarithm of the sum of exponentials, the loss. p:
 * rows, classes, the ignored label.
 */
const forward = shaderOf(
  [read('z'), read('labels', 'i32'), written('loss', 'u32'), written('sums')],
  `var<workgroup> part: array<f32, 64>;
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {
  let group = id.x + id.y * groups.x;
  let row = min(group, p.x - 1u);
  let start = row * p.y;
  var most = z[start];
  for (var j = thread; j < p.y; j += 64u) { most = max(most, z[start + j]); }
  part[thread] = most;
  for (var half = 32u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (thread < half) { part[thread] = max(part[thread], part[thread + half]); }
  }
  workgroupBarrier();
  let top = part[0];
  workgroupBarrier();
  var sum = 0.0;
  for (var j = thread; j < p.y; j += 64u) { sum += exp(z[start + j] - top); }
  part[thread] = sum;
  for (var half = 32u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (thread < half) { part[thread] += part[thread + half]; }
  }
  if (thread == 0u && group < p.x) {
    let label = u32(labels[row]);
    let logSum = log(part[0]) + top;
    sums[row] = logSum;
    if (label == p.z) { loss[row] = 0u; }
    else if (label < p.y) { loss[row] = bitcast<u32>(logSum - z[start + label]); }
    else { loss[row] = ${nan}; }
  }
}`,
)

/** p: rows, classes, the ignored label. */
const backward = shaderOf(
  [read('dy'), read('z'), read('labels', 'i32'), read('sums'), written('dz', 'u32')],
  elementwise(
    'p.x * p.y',
    `let row = i / p.y;
  let label = u32(labels[row]);
  if (label == p.z) { dz[i] = 0u; return; }
  if (label >= p.y) { dz[i] = ${nan}; return; }
  let share = exp(z[i] - sums[row]);
  dz[i] = bitcast<u32>(dy[row] * (share - select(0.0, 1.0, i - row * p.y == label)));`,
  ),
)

/** The label whose examples have loss and gradient 0. */
interface Attrs {
  readonly ignoreIndex?: number
}

/**
 * ℓ_i = log Σ_j exp z_ij − z_i,label(i); 0 for an ignored label, NaN for one that is no class. As a
 * second output log Σ_j exp z_ij.
 */
export const crossEntropy = ({ output, run }: Gpu): Kernel<Inputs<'labels' | 'logits'>, Attrs> => ({
  name: 'SparseSoftmaxCrossEntropy',
  run: ({ inputs: { labels, logits }, attrs: { ignoreIndex = -100 } }) => {
    const [loss, sums] = [output(labels.shape), output(labels.shape)]
    const classes = logits.shape.at(-1) as number
    const rows = labels.shape.reduce((a, b) => a * b, 1)
    run({
      shader: forward,
      tensors: [logits, labels, loss, sums],
      calls: [[rows, classes, ignoreIndex, 0]],
      workgroups: inRows(rows),
    })
    return [loss, sums]
  },
})

/** dz_ij = dy_i (softmax(z_i)_j − [j = label(i)]). */
export const crossEntropyGrad = ({
  output,
  run,
}: Gpu): Kernel<Inputs<'dy' | 'labels' | 'logits' | 'aux0'>, Attrs> => ({
  name: 'SparseSoftmaxCrossEntropyGrad',
  run: ({ inputs: { dy, labels, logits, aux0 }, attrs: { ignoreIndex = -100 } }) => {
    const dlogits = output(logits.shape)
    const classes = logits.shape.at(-1) as number
    const rows = labels.shape.reduce((a, b) => a * b, 1)
    run({
      shader: backward,
      tensors: [dy, logits, labels, aux0, dlogits],
      calls: [[rows, classes, ignoreIndex, 0]],
      workgroups: workgroupsFor(rows * classes),
    })
    return dlogits
  },
})
