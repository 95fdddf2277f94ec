import * as all from '@momenta/tfjs'
import { adam, adamCM, cosine, sgd, tfOptimizer, withCriticalMomenta, withSAM } from '@momenta/tfjs'
import * as tf from '@tensorflow/tfjs-core'
import { type LayersModel, loadLayersModel } from '@tensorflow/tfjs-layers'
import t from 'tap'
import { convolutional, fit, images, linear, points, useBackend, weightsOf } from './models.js'

const loss = 'meanSquaredError'

/** Saves a model with its optimizer, as a file would hold it. */
const save = async (model: LayersModel): Promise<tf.io.ModelArtifacts> => {
  let saved: tf.io.ModelArtifacts | undefined
  const handler = tf.io.withSaveHandler(async (artifacts) => {
    saved = artifacts
    return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' as const } }
  })
  await model.save(handler, { includeOptimizer: true })
  const { modelTopology, trainingConfig, ...rest } = saved as tf.io.ModelArtifacts
  return { ...rest, ...JSON.parse(JSON.stringify({ modelTopology, trainingConfig })) }
}

const load = (artifacts: tf.io.ModelArtifacts) => loadLayersModel(tf.io.fromMemory(artifacts))

for (const backend of ['cpu', 'wasm'] as const)
  t.test(
    `${backend}: training after loading equals training that was not interrupted`,
    async (t) => {
      await useBackend(backend)
      const learningRate = cosine({ init: 0.02, steps: 40 })
      for (const optimizer of [
        adam({ learningRate: 0.01 }),
        withSAM(adamCM({ learningRate, capacity: 3 }), { rho: 0.05 }),
      ]) {
        const model = convolutional()
        model.compile({ optimizer: tfOptimizer(optimizer), loss: 'categoricalCrossentropy' })
        const data = images()
        await fit(model, data, 2)
        const saved = await save(model)
        const loaded = await load(saved)
        t.same(weightsOf(loaded), weightsOf(model))
        t.same(await fit(loaded, data, 2), await fit(model, data, 2))
        t.same(weightsOf(loaded), weightsOf(model))
        t.equal(loaded.optimizer.iterations, model.optimizer.iterations)
        // a loaded model can be saved before it is trained
        const again = await load(await save(await load(await save(loaded))))
        t.same(await fit(again, data, 1), await fit(model, data, 1))
      }
    },
  )

t.test('getWeights and setWeights carry the state to a model that was built again', async (t) => {
  await useBackend('cpu')
  const make = () => tfOptimizer(adamCM({ learningRate: 0.05 }))
  const [model, other] = [linear(), linear()]
  const [optimizer, next] = [make(), make()]
  model.compile({ optimizer, loss })
  other.compile({ optimizer: next, loss })
  await fit(model, points(), 2)
  optimizer.learningRate = 0.01
  const weights = await optimizer.getWeights()
  t.same(
    weights.map(({ name }) => name).filter((name) => !name.includes('/')),
    ['iter', 'momenta'],
  )
  t.ok(weights.some(({ name }) => /^slots\/0\/mu\/dense_Dense\d+\/kernel$/.test(name)))
  await next.setWeights(weights)
  t.equal(next.learningRate, 0.01)
  t.equal(next.iterations, optimizer.iterations)
  other.setWeights(model.getWeights())
  t.same(await fit(other, points(), 2), await fit(model, points(), 2))
  t.same(weightsOf(other), weightsOf(model))
})

t.test('a learning rate that was set holds for variables that start after loading', async (t) => {
  await useBackend('cpu')
  const [model, other] = [linear(), linear()]
  const optimizer = tfOptimizer(sgd({ learningRate: 0.1, momentum: 0 }))
  model.compile({ optimizer, loss })
  await fit(model, points(), 1)
  optimizer.learningRate = 0
  const loaded = await load(await save(model))
  other.compile({ optimizer: loaded.optimizer, loss })
  const before = weightsOf(other)
  await fit(loaded, points(), 1)
  await fit(other, points(), 1)
  t.same(weightsOf(other), before)
})

t.test('of two optimizers that differ in their functions alone none is chosen', async (t) => {
  const scheduled = (rate: number) => adam({ learningRate: () => rate, b1: 0.875 })
  const model = linear()
  model.compile({ optimizer: tfOptimizer(scheduled(0.1)), loss })
  const saved = await save(model)
  await load(saved)
  tfOptimizer(scheduled(1e-6))
  await t.rejects(load(saved), {
    message: /\[scaleByAdam, scaleByLearningRate\], must be made once before .*, got 2; call /,
  })
})

t.test('an optimizer that was made twice with the same functions is one', async (t) => {
  const learningRate = (n: number) => 1 / (n + 1)
  const mask = (name: string) => name.includes('bias')
  const make = () =>
    tfOptimizer(withSAM(adam({ learningRate, weightDecay: 0.5, weightDecayMask: mask, b1: 0.75 })))
  const model = linear()
  model.compile({ optimizer: make(), loss })
  make()
  const loaded = await load(await save(model))
  t.same(loaded.optimizer.getConfig(), model.optimizer.getConfig())
})

t.test(
  'muon and lbfgs are made again from a saved model, also with critical momenta',
  async (t) => {
    const data = points()
    for (const one of [
      all.muon({ learningRate: 0.01 }),
      withCriticalMomenta(all.muon)({ capacity: 2 }),
      all.lbfgs(),
    ]) {
      const model = linear()
      const optimizer = tfOptimizer(one)
      model.compile({ optimizer, loss })
      await fit(model, data, 1)
      const saved = await save(model)
      t.notMatch(JSON.stringify(saved.trainingConfig), /fingerprint/)
      t.same(await fit(await load(saved), data, 1), await fit(model, data, 1))
    }
  },
)

t.test('all optimizers that this package exports are saved as JSON, with buffers too', (t) => {
  const others = Object.entries(all).flatMap(([name, make]) => {
    if (!Object.hasOwn(make, 'base')) return []
    const factory = make as typeof adam
    const buffers = /C[GM]$/.test(name) ? [] : [withCriticalMomenta(factory)()]
    return [factory(), ...buffers].flatMap((one) => {
      const { optimizer } = tfOptimizer(one).getConfig()
      return String(optimizer).includes('"fingerprint"') ? [name] : []
    })
  })
  t.same(others, [])
  t.end()
})

t.test('both models of one optimizer are saved', async (t) => {
  const data = points()
  const wide = { x: tf.randomNormal([16, 3], 0, 1, 'float32', 8), y: tf.ones([16, 2]) }
  const trained = async (isSaved: boolean) => {
    const optimizer = tfOptimizer(adam({ learningRate: 0.05 }))
    const [a, b] = [linear(), linear(2, 3)]
    a.compile({ optimizer, loss })
    b.compile({ optimizer, loss })
    await fit(a, data, 1)
    await fit(b, wide, 1)
    if (isSaved) await optimizer.setWeights(await optimizer.getWeights())
    return [await fit(b, wide, 1), await fit(a, data, 1)]
  }
  t.same(await trained(true), await trained(false))
})

t.test('saving and loading leave no tensors once the training continues', async (t) => {
  const model = linear()
  const optimizer = tfOptimizer(adamCM())
  model.compile({ optimizer, loss })
  const data = points()
  await fit(model, data, 4)
  const before = tf.memory().numTensors
  const weights = await optimizer.getWeights()
  await optimizer.getWeights()
  await fit(model, data, 1)
  t.equal(tf.memory().numTensors, before)
  t.ok(weights.every(({ tensor }) => tensor.isDisposed))
  await t.rejects(optimizer.setWeights(weights), {
    message:
      "setWeights: the weight 'iter' must hold its data, got a tensor that a later step disposed; clone what getWeights returns to keep it",
  })
  await optimizer.setWeights(await optimizer.getWeights())
  await fit(model, data, 1)
  t.equal(tf.memory().numTensors, before)
})

t.test('a model is saved while fit continues', async (t) => {
  const model = linear()
  model.compile({ optimizer: tfOptimizer(adamCM()), loss })
  const saves: Promise<tf.io.ModelArtifacts>[] = []
  const onBatchEnd = async () => void saves.push(save(model))
  await fit(model, points(), 3, { callbacks: { onBatchEnd } })
  for (const saved of await Promise.all(saves)) await load(saved)
  t.equal(saves.length, 6)
})

t.test('an optimizer with a function of its own is found if it was made before', async (t) => {
  const mask = (name: string) => name.includes('kernel')
  const model = linear()
  const optimizer = tfOptimizer(sgd({ weightDecay: 0.1, weightDecayMask: mask }))
  model.compile({ optimizer, loss })
  await fit(model, points(), 1)
  const saved = await save(model)
  const loaded = await load(saved)
  t.same(await fit(loaded, points(), 1), await fit(model, points(), 1))
  const config = saved.trainingConfig?.optimizer_config as { config: { optimizer: string } }
  config.config.optimizer = JSON.stringify({ fingerprint: 'of another process' })
  await t.rejects(load(saved), {
    message: /must be made once before the model is loaded, got 0; call tfOptimizer\(optimizer\)/,
  })
})

t.test('variables without names of their own are found by their order', async (t) => {
  const square = (variables: readonly tf.Variable[]) => () =>
    tf.add(
      tf.sum(tf.square(variables[0] as tf.Variable)),
      tf.sum(tf.square(variables[1] as tf.Variable)),
    ) as tf.Scalar
  // listed against the order in which they were made
  const make = () => {
    const [b, a] = [tf.variable(tf.tensor1d([1, 2])), tf.variable(tf.tensor1d([30, 40]))]
    return [a, b]
  }
  const [one, other] = [make(), make()]
  const [optimizer, next] = [tfOptimizer(adam()), tfOptimizer(adam())]
  for (let i = 0; i < 3; i++) optimizer.minimize(square(one), one)
  await next.setWeights(await optimizer.getWeights())
  one.forEach((variable, i) => {
    other[i]?.assign(variable)
  })
  optimizer.minimize(square(one), one)
  next.minimize(square(other), other)
  t.same(
    other.map((variable) => [...variable.dataSync()]),
    one.map((variable) => [...variable.dataSync()]),
  )
})

t.test('a loaded model may have layers frozen', async (t) => {
  const model = convolutional()
  model.compile({ optimizer: tfOptimizer(adam()), loss: 'categoricalCrossentropy' })
  await fit(model, images(), 1)
  const loaded = await load(await save(model))
  for (const one of [loaded, model]) {
    for (const layer of one.layers.slice(0, 2)) layer.trainable = false
    one.compile({ optimizer: one.optimizer, loss: 'categoricalCrossentropy' })
  }
  t.same(await fit(loaded, images(), 1), await fit(model, images(), 1))
})

t.test('a model that was not trained yet is saved and loaded', async (t) => {
  const model = linear()
  const optimizer = tfOptimizer(adam())
  optimizer.learningRate = 0.125
  model.compile({ optimizer, loss })
  const loaded = await load(await save(model))
  t.equal((loaded.optimizer as typeof optimizer).learningRate, 0.125)
  t.same(await fit(loaded, points(), 1), await fit(model, points(), 1))
})

t.test('a state of another optimizer, version or model is an error', async (t) => {
  const trained = async (optimizer: ReturnType<typeof tfOptimizer>) => {
    const model = linear()
    model.compile({ optimizer, loss })
    await fit(model, points(), 1)
    return (await optimizer.getWeights()).map(({ name, tensor }) => ({
      name,
      tensor: tf.clone(tensor),
    }))
  }
  const weights = await trained(tfOptimizer(adam()))
  await t.rejects(tfOptimizer(sgd()).setWeights(weights), { message: /^load: the parts must be/ })
  const without = weights.filter(({ name }) => name !== 'momenta')
  await t.rejects(tfOptimizer(adam()).setWeights(without), {
    message: /^setWeights: the weights must hold momenta, got 'params/,
  })
  const missing = weights.filter(({ name }) => !name.startsWith('slots/'))
  await t.rejects(tfOptimizer(adam()).setWeights(missing), {
    message:
      /^setWeights: the weight 'slots\/0\/mu\/.*' must be given, got none; load what getWeights/,
  })
  const changed = weights.map(({ name, tensor }) => ({
    name,
    tensor: name.startsWith('slots/') ? tf.add(tensor, 1) : tensor,
  }))
  await t.rejects(tfOptimizer(adam()).setWeights(changed), { message: /another checksum/ })
  const header = weights.find(({ name }) => name === 'momenta')?.tensor as tf.Tensor
  const [text] = (await header.data()) as unknown as readonly string[]
  const older = (text as string).replace('\\"version\\":2', '\\"version\\":1')
  const old = weights.map((one) =>
    one.name === 'momenta' ? { ...one, tensor: tf.tensor1d([older], 'string') } : one,
  )
  await t.rejects(tfOptimizer(adam()).setWeights(old), {
    message: /^load: format and version must be momenta-iterate 2, got "momenta-iterate" 1/,
  })
  await t.rejects(tfOptimizer(adam()).setWeights({} as never), {
    message: /^setWeights: the weights must be a list/,
  })
  const optimizer = tfOptimizer(adam())
  await optimizer.setWeights(weights)
  const other = linear(2, 3)
  other.compile({ optimizer, loss })
  await t.rejects(fit(other, { x: tf.ones([8, 3]), y: tf.ones([8, 2]) }, 1), {
    message: /^minimize: the state that was loaded must be that of the variables \[dense.*\]/,
  })
})
