import t from 'tap'
import { startWith } from '../dist/start/startWith.js'
import { fakeGpu } from './fakeGpu.js'

const silent = { report: () => {} }

t.test('no adapter is one line with what to do', async (t) => {
  const none = { requestAdapter: async () => null } as unknown as GPU
  t.same(await startWith(none, silent, 'install a driver'), {
    ok: false,
    kind: 'adapter',
    message: 'startWebgpu: a GPU and its driver are required, got none; install a driver',
  })
})

t.test('a driver that gives no device is one line with its reason', async (t) => {
  const broken = fakeGpu([], {}, new Error('Vulkan lacks\n shaderUniformArrayDynamicIndexing'))
  const started = await startWith(broken, silent, '')
  t.match(started, {
    ok: false,
    kind: 'device',
    message:
      'startWebgpu: Acme 9000 must give a device, got Vulkan lacks shaderUniformArrayDynamicIndexing; update its driver, or use the wasm backend',
  })
})
