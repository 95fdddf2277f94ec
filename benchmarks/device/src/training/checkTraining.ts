import { countParameters } from '@momenta/bench-models'
import { attempt } from '../attempt.js'
import type { Report } from '../Row.js'
import { countCalls } from '../steps/countCalls.js'
import { medianOf, type Times, timeOnce } from '../steps/Times.js'
import { type ModelName, models } from './models.js'
import { subjects } from './subjects.js'
import { type Trainer, trainer } from './trainer.js'

/** Steps between two readings of the loss, which wait for the device. */
const readEvery = 10

const timeSteps = async ({ step, loss }: Trainer, seconds: number): Promise<Times> => {
  const times: Times[] = []
  const end = performance.now() + 1000 * seconds
  while (times.length < 1 || (times.length < 50 && performance.now() < end)) {
    const takeSteps = async () => {
      for (let i = 0; i < readEvery; i++) await step()
      await loss()
    }
    times.push(await timeOnce(takeSteps, readEvery))
  }
  return medianOf(times)
}

/** Times training steps of models on the backend that is selected. */
export const checkTraining = async (
  backend: string,
  names: readonly ModelName[],
  seconds: number,
  report: Report,
): Promise<void> => {
  for (const name of names)
    await attempt(`training: ${name} on ${backend}`, report, async () => {
      const model = models[name]()
      const { batch, parameters } = model
      for (const [optimizer, one] of subjects)
        await attempt(`training: ${name} on ${backend} with ${optimizer}`, report, async () => {
          const run = trainer(model, one)
          try {
            await run.step()
            const first = await run.loss()
            await run.step()
            const calls = await countCalls(run.step)
            const times = await timeSteps(run, seconds)
            report({
              ...{ part: 'training', backend, model: model.name, batch, optimizer },
              ...{ ...times, ...calls },
              parameters: countParameters(parameters),
              losses: [first, await run.loss()],
            })
          } finally {
            run.dispose()
          }
        })
      model.dispose()
    })
}
