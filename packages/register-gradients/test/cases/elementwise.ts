import * as tf from '@tensorflow/tfjs-core'
import { binary, type Case, type Two, unary } from './Case.js'

const centered = (x: number) => x - 0.65
const above = (x: number) => x + 1.2
const small = (x: number) => 0.8 * (x - 0.65)

/** The gradients of activations and of elementwise functions. */
export const elementwise = {
  Abs: unary((x) => tf.abs(x), centered),
  Acos: unary((x) => tf.acos(x), small),
  Acosh: unary((x) => tf.acosh(x), above),
  Asin: unary((x) => tf.asin(x), small),
  Asinh: unary((x) => tf.asinh(x)),
  Atan: unary((x) => tf.atan(x)),
  Atanh: unary((x) => tf.atanh(x), small),
  ClipByValue: unary((x) => tf.clipByValue(x, 0.31, 0.97)),
  Cos: unary((x) => tf.cos(x)),
  Cosh: unary((x) => tf.cosh(x)),
  Elu: unary((x) => tf.elu(x), centered),
  Erf: unary((x) => tf.erf(x)),
  Exp: unary((x) => tf.exp(x)),
  Expm1: unary((x) => tf.expm1(x)),
  LeakyRelu: unary((x) => tf.leakyRelu(x), centered),
  Log: unary((x) => tf.log(x)),
  Log1p: unary((x) => tf.log1p(x)),
  Neg: unary((x) => tf.neg(x)),
  Reciprocal: unary((x) => tf.reciprocal(x)),
  Relu: unary((x) => tf.relu(x), centered),
  Relu6: unary(
    (x) => tf.relu6(x),
    (x) => 10 * centered(x),
  ),
  Rsqrt: unary((x) => tf.rsqrt(x)),
  Selu: unary((x) => tf.selu(x), centered),
  Sigmoid: unary((x) => tf.sigmoid(x), centered),
  Sin: unary((x) => tf.sin(x)),
  Sinh: unary((x) => tf.sinh(x)),
  Softplus: unary((x) => tf.softplus(x), centered),
  Sqrt: unary((x) => tf.sqrt(x)),
  Square: unary((x) => tf.square(x)),
  Tan: unary((x) => tf.tan(x)),
  Tanh: unary((x) => tf.tanh(x)),
  Add: binary((a, b) => tf.square(tf.add(a, b))),
  AddN: binary((a, b) => tf.square(tf.addN([tf.add(a, b), tf.mul(a, b)]))).slice(0, 1),
  Atan2: binary((a, b) => tf.atan2(a, b)),
  Maximum: binary((a, b) => tf.maximum(a, tf.add(b, 0.041))),
  Minimum: binary((a, b) => tf.minimum(a, tf.add(b, 0.041))),
  Mod: binary((a, b) => tf.mod(tf.mul(a, 1.0371), tf.add(b, 1.2))),
  Multiply: binary((a, b) => tf.mul(a, b)),
  Pow: binary((a, b) => tf.pow(a, b)),
  Prelu: [
    { f: ((x, a) => tf.prelu(x, a)) as Two as Case['f'], shapes: [[2, 3], [3]], at: centered },
  ],
  RealDiv: binary((a, b) => tf.div(a, b)),
  SquaredDifference: binary((a, b) => tf.squaredDifference(a, b)),
  Sub: binary((a, b) => tf.square(tf.sub(a, b))),
  Select: binary((a, b) =>
    tf.where(tf.tensor([1, 0, 1], [3], 'bool'), tf.square(a), tf.exp(b)),
  ).slice(0, 3),
}
