import * as tf from '@tensorflow/tfjs-core'
import { attempt } from '../attempt.js'
import type { Report } from '../Row.js'
import { type ModelName, models } from '../training/models.js'
import { subjects } from '../training/subjects.js'
import { trainer } from '../training/trainer.js'

const measure = () => {
  const memory = tf.memory() as tf.MemoryInfo & { readonly numBytesInGPU?: number }
  return { tensors: memory.numTensors, bytes: memory.numBytes, device: memory.numBytesInGPU }
}

/** Trains a model for 200 steps: nothing may be allocated after the first 100 that stays. */
export const checkMemory = async (name: ModelName, report: Report): Promise<void> => {
  for (const [optimizer, one] of subjects)
    await attempt(`memory: ${name} with ${optimizer}`, report, async () => {
      const model = models[name]()
      const run = trainer(model, one)
      const takeSteps = async () => {
        for (let i = 0; i < 100; i++) await run.step()
        await run.loss()
        return measure()
      }
      const [half, end] = [await takeSteps(), await takeSteps()]
      run.dispose()
      model.dispose()
      report({
        ...{ part: 'memory', model: model.name, optimizer },
        tensors: [half.tensors, end.tensors],
        bytes: [half.bytes, end.bytes],
        ...(half.device === undefined || end.device === undefined
          ? {}
          : { deviceBytes: [half.device, end.device] }),
        passed:
          half.tensors === end.tensors && half.bytes === end.bytes && half.device === end.device,
      })
    })
}
