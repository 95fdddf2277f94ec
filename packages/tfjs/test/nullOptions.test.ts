import { loadBinary, saveBinary } from '@momenta/eager'
import { disposeIterate, fused, oracleOf, sgd } from '@momenta/tfjs'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { useBackend } from './models.js'

await useBackend('cpu')

t.test('options that are null, a list or a text are refused in one line', async (t) => {
  const optimizer = sgd()
  const params = { w: tf.scalar(1) }
  const iterate = fused(optimizer).init(params)
  const bytes = await saveBinary(iterate)
  const loss = ({ w }: typeof params) => w
  const calls: { readonly [name: string]: (options: never) => unknown } = {
    fused: (options) => fused(optimizer, options),
    oracleOf: (options) => oracleOf(loss, options),
    load: (options) => loadBinary(optimizer, bytes, params, options),
  }
  for (const [name, call] of Object.entries(calls))
    for (const wrong of [null, 'x', 3])
      t.throws(() => call(wrong as never), {
        name: 'TypeError',
        message: new RegExp(`^${name}: options must be an object such as [^\n]*, got [^\n]*$`),
      })
  t.throws(() => calls.oracleOf?.({ allowUnusd: true } as never), {
    message: /^oracleOf: unknown option 'allowUnusd'; did you mean allowUnused\?/,
  })
  disposeIterate(iterate)
})
