import { loadTensorflow, setUpTensorflow } from '@momenta/tensorflow'
import t from 'tap'
import { backend, simulateMachine } from './simulateMachine.js'

t.test('loading reports the remedy if nothing was set up or the versions differ', async (t) => {
  const { machine, files } = simulateMachine()
  t.match(await loadTensorflow({ machine }), {
    ok: false,
    kind: 'set-up',
    message: 'loadTensorflow: TensorFlow is not set up; run npx @momenta/tensorflow',
  })
  await setUpTensorflow({ machine })
  const text = files.get(`${backend}/package.json`) as string
  files.set(`${backend}/package.json`, text.replace('4.22.0', '3.22.0'))
  t.match(await loadTensorflow({ machine }), {
    ok: false,
    kind: 'version',
    message: /must have the version of the native backend, 3.22.0, got 4.22.0/,
  })
})
