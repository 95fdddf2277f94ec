import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { adapterOf } from '../dist/start/adapterOf.js'
import { reportErrors } from '../dist/start/reportErrors.js'
import { requestDevice } from '../dist/start/requestDevice.js'
import { type FakeDevice, fakeGpu } from './fakeGpu.js'

const adapterWith = async (made: FakeDevice[] = []) =>
  (await fakeGpu(made).requestAdapter()) as GPUAdapter

t.test(
  'a device is requested with all limits of its adapter, and the features in use',
  async (t) => {
    const made: FakeDevice[] = []
    await requestDevice(await adapterWith(made))
    t.same(made[0]?.descriptor, {
      requiredFeatures: ['timestamp-query'],
      requiredLimits: { maxBufferSize: 2 ** 40, maxBindGroups: 7 },
    })
  },
)

t.test('an adapter that computes on the processor is recognized', async (t) => {
  t.match(adapterOf(await adapterWith()), { vendor: 'acme', isSoftware: false })
  for (const given of [
    { architecture: 'swiftshader' },
    { vendor: 'mesa', description: 'llvmpipe (LLVM 19.1.1, 256 bits)' },
    { description: 'Microsoft Basic Render Driver' },
  ]) {
    const adapter = (await fakeGpu([], given).requestAdapter()) as GPUAdapter
    t.equal(adapterOf(adapter).isSoftware, true, JSON.stringify(given))
  }
})

t.test('an adapter names its device and its driver', async (t) => {
  const info = { vendor: 'nvidia', device: 'nvidia-h200', description: 'NVIDIA: 580.159.04' }
  const adapter = (await fakeGpu([], info).requestAdapter()) as GPUAdapter
  t.match(adapterOf(adapter), { device: 'nvidia-h200', description: 'NVIDIA: 580.159.04' })
  t.match(adapterOf(await adapterWith()), { device: '', description: 'Acme 9000' })
})

t.test('errors of a device are reported once each, in one line, and so is its loss', async (t) => {
  const made: FakeDevice[] = []
  const lines: string[] = []
  reportErrors(await requestDevice(await adapterWith(made)), (line) => lines.push(line))
  const [device] = made as [FakeDevice]
  for (const message of ['bad\n  shader', 'bad\n  shader', 'other'])
    device.fail({ error: { message } })
  t.same(lines, ['webgpu: bad shader', 'webgpu: other'])
  device.lose('unknown', 'driver reset')
  await setImmediate()
  t.match(lines[2], /^webgpu: the device was lost \(driver reset\), .*call startWebgpu again/)
})

t.test('a device that is stopped is not reported as lost', async (t) => {
  const lines: string[] = []
  const device = await requestDevice(await adapterWith())
  reportErrors(device, (line) => lines.push(line))
  device.destroy()
  await setImmediate()
  t.same(lines, [])
})
