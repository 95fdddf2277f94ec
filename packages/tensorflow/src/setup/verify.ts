// The process of verifyBackend: computes a product and a gradient on the backend of the given
// folder,
// and prints the results as JSON.
import { importBackend } from '../load/importBackend.js'

interface Tfjs {
  readonly tensor2d: (values: readonly (readonly number[])[]) => unknown
  readonly matMul: (a: unknown, b: unknown) => { dataSync(): Float32Array }
  readonly square: (x: unknown) => unknown
  readonly grad: (f: (x: unknown) => unknown) => (x: unknown) => { dataSync(): Float32Array }
  readonly getBackend: () => string
  readonly version_core: string
  readonly backend: () => { readonly binding: { readonly TF_Version: string } }
}

const tf = importBackend(process.argv[2] as string, true) as Tfjs
const product = [...tf.matMul(tf.tensor2d([[1, 2]]), tf.tensor2d([[3], [4]])).dataSync()]
const gradient = [
  ...tf
    .grad((x) => tf.square(x))(tf.tensor2d([[3]]))
    .dataSync(),
]
const correct = tf.getBackend() === 'tensorflow' && product[0] === 11 && gradient[0] === 6
process.stdout.write(
  `${JSON.stringify({ tfjs: tf.version_core, tensorflow: tf.backend().binding.TF_Version, node: process.version, product, gradient })}\n`,
)
if (!correct) process.exitCode = 1
