import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { Inputs, Kernel } from '../../installation/Kernel.js'
import { elementwise, workgroupsFor } from '../elementwise.js'
import { bitsOf, type Dispatch, type Gpu } from '../Gpu.js'
import { type Params, read, type Shader, shaderOf, written } from '../Shader.js'
import { channelsOf, overRows, side } from './channels.js'

interface Attrs {
  readonly epsilon: number
}

/** Mean and sum of squared deviations of each chunk. */
const statistics = shaderOf(
  [read('x'), written('parts')],
  overRows(`
  var sum = 0.0;
  for (var r = own; r < end; r += ${side}u) { sum += x[r * p.y + c]; }
  let mean = reduce(sum, local.x, local.y) / f32(end - begin);
  var squares = 0.0;
  for (var r = own; r < end; r += ${side}u) { let d = x[r * p.y + c] - mean; squares += d * d; }
  let total = reduce(squares, local.x, local.y);
  if (inside && local.y == 0u) {
    parts[2u * (id.y * p.y + c)] = mean;
    parts[2u * (id.y * p.y + c) + 1u] = total;
  }`),
)

/** Merges the chunks of a channel, after Chan, Golub and LeVeque. */
const merge = shaderOf(
  [read('parts'), written('mean'), written('variance')],
  elementwise(
    'p.y',
    `var count = 0.0;
  var center = 0.0;
  var squares = 0.0;
  for (var begin = 0u; begin < p.x; begin += p.z) {
    let at = 2u * (begin / p.z * p.y + i);
    let more = f32(min(p.z, p.x - begin));
    let d = parts[at] - center;
    squares += parts[at + 1u] + d * d * count * more / (count + more);
    count += more;
    center += d * more / count;
  }
  mean[i] = center;
  variance[i] = squares / count;`,
  ),
)

const normalize = shaderOf(
  [read('x'), read('gamma'), read('beta'), read('mean'), read('variance'), written('y')],
  elementwise(
    'p.x * p.y',
    `let c = i % p.y;
  y[i] = (x[i] - mean[c]) * (gamma[c] / sqrt(variance[c] + bitcast<f32>(p.w))) + beta[c];`,
  ),
)

/** The sums of dy and of dy x̂ of each chunk. */
const sums = shaderOf(
  [read('dy'), read('x'), read('mean'), read('variance'), written('parts')],
  overRows(`
  var plain = 0.0;
  var scaled = 0.0;
  for (var r = own; r < end; r += ${side}u) {
    let d = dy[r * p.y + c];
    plain += d;
    scaled += d * (x[r * p.y + c] - mean[c]);
  }
  let total = reduce(plain, local.x, local.y);
  let product = reduce(scaled, local.x, local.y) / sqrt(variance[c] + bitcast<f32>(p.w));
  if (inside && local.y == 0u) {
    parts[2u * (id.y * p.y + c)] = total;
    parts[2u * (id.y * p.y + c) + 1u] = product;
  }`),
)

const add = shaderOf(
  [read('parts'), written('dgamma'), written('dbeta')],
  elementwise(
    'p.y',
    `var sum = vec2<f32>();
  for (var begin = 0u; begin < p.x; begin += p.z) {
    let at = 2u * (begin / p.z * p.y + i);
    sum += vec2<f32>(parts[at], parts[at + 1u]);
  }
  dbeta[i] = sum.x;
  dgamma[i] = sum.y;`,
  ),
)

const backward = shaderOf(
  [
    read('dy'),
    read('x'),
    read('gamma'),
    read('mean'),
    read('variance'),
    read('dgamma'),
    read('dbeta'),
    written('dx'),
  ],
  elementwise(
    'p.x * p.y',
    `let c = i % p.y;
  let scale = 1.0 / sqrt(variance[c] + bitcast<f32>(p.w));
  let own = (x[i] - mean[c]) * scale;
  dx[i] = gamma[c] * scale * (dy[i] - (dbeta[c] + own * dgamma[c]) / f32(p.x));`,
  ),
)

/** Three dispatches: over chunks of rows, over channels, over elements. */
const inThree = (
  x: TensorInfo,
  epsilon: number,
  shaders: readonly [Shader, Shader, Shader],
  tensors: readonly [readonly TensorInfo[], readonly TensorInfo[], readonly TensorInfo[]],
): readonly Dispatch[] => {
  const { rows, channels, height, chunks } = channelsOf(x)
  const calls: readonly Params[] = [[rows, channels, height, bitsOf(epsilon)]]
  const workgroups = [
    [Math.ceil(channels / side), chunks],
    workgroupsFor(channels),
    workgroupsFor(rows * channels),
  ] as const
  return shaders.map((shader, i) => ({
    shader,
    tensors: tensors[i] as readonly TensorInfo[],
    calls,
    workgroups: workgroups[i] as readonly [number, number],
  }))
}

/** Normalization by the statistics of the batch: y, mean, variance. */
export const batchNorm = ({
  output,
  run,
  dispose,
}: Gpu): Kernel<Inputs<'x' | 'gamma' | 'beta'>, Attrs> => ({
  name: 'BatchNormTraining',
  run: ({ inputs: { x, gamma, beta }, attrs: { epsilon } }) => {
    const { channels, chunks } = channelsOf(x)
    const parts = output([chunks, channels, 2])
    const [y, mean, variance] = [output(x.shape), output([channels]), output([channels])]
    run(
      ...inThree(
        x,
        epsilon,
        [statistics, merge, normalize],
        [
          [x, parts],
          [parts, mean, variance],
          [x, gamma, beta, mean, variance, y],
        ],
      ),
    )
    dispose(parts)
    return [y, mean, variance]
  },
})

/** Its gradients with respect to x, gamma and beta. */
export const batchNormGrad = ({
  output,
  run,
  dispose,
}: Gpu): Kernel<Inputs<'dy' | 'x' | 'gamma' | 'mean' | 'variance'>, Attrs> => ({
  name: 'BatchNormTrainingGrad',
  run: ({ inputs: { dy, x, gamma, mean, variance }, attrs: { epsilon } }) => {
    const { channels, chunks } = channelsOf(x)
    const parts = output([chunks, channels, 2])
    const [dx, dgamma, dbeta] = [output(x.shape), output([channels]), output([channels])]
    run(
      ...inThree(
        x,
        epsilon,
        [sums, add, backward],
        [
          [dy, x, mean, variance, parts],
          [parts, dgamma, dbeta],
          [dy, x, gamma, mean, variance, dgamma, dbeta, dx],
        ],
      ),
    )
    dispose(parts)
    return [dx, dgamma, dbeta]
  },
})
