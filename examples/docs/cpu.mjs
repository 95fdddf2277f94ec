import '@momenta/register-gradients'
import { adam, adamCM } from '@momenta/optimizers'
import { fused } from '@momenta/fused'
import { eager } from '@momenta/eager'
import '@tensorflow/tfjs-backend-wasm'
import * as tf from '@tensorflow/tfjs-core'
await tf.setBackend('wasm'); await tf.ready()
const L = 100, n = 200
const params = () => Object.fromEntries(Array.from({ length: L }, (_, i) => ['w' + i, tf.randomUniform([n], -1, 1, 'float32', i)]))
const run = (name, optimizer, growth, steps, runner = fused) => {
  const { init, step } = runner(optimizer)
  let it = init(params())
  const base = Object.fromEntries(Array.from({ length: L }, (_, i) => ['w' + i, tf.randomUniform([n], -1, 1, 'float32', i)]))
  let scale = 1
  const value = tf.scalar(0)
  const grads = []
  for (let k = 0; k < 40; k++) { grads.push(Object.fromEntries(Object.entries(base).map(([a, b]) => [a, tf.mul(b, growth ? 1 + k * 0.01 : 1)]))) }
  let k = 0
  // grows then restarts at ever larger: use policy-independent rising gradients by cycling 2 large sets
  const oracle = () => ({ value: tf.clone(value), grads: grads[k++ % grads.length] })
  for (let i = 0; i < 60; i++) it = step(oracle, it)
  const out = []
  for (let r = 0; r < 5; r++) {
    const a = process.cpuUsage()
    for (let i = 0; i < steps; i++) it = step(oracle, it)
    const c = process.cpuUsage(a)
    out.push((c.user + c.system) / steps / L)
  }
  console.log(name.padEnd(24), Math.min(...out).toFixed(2), 'µs CPU a leaf', out.map((x) => x.toFixed(2)).join(' '))
}
const which = process.argv[2]
if (!which || which === 'adam') run('adam', adam(), false, 200)
if (!which || which === 'cm') run('adamCM fifo (replaces)', adamCM({ capacity: 20, policy: (await import('@momenta/policies')).fifo() }), false, 100)
if (!which || which === 'cm5') run('adamCM keeps', adamCM({ capacity: 20, decay: 1 }), false, 100)
