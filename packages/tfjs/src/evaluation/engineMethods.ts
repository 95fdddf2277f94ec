import * as tf from '@tensorflow/tfjs-core'

type Engine = ReturnType<typeof tf.engine>

/** The methods of the engine through which every operation of a loss goes. */
export type Methods = Pick<Engine, 'runKernel' | 'customGrad'>

/** Runs a function with other methods of the engine, which are restored after it. */
export const withMethods = <A>(replace: (former: Methods) => Partial<Methods>, run: () => A): A => {
  const engine = tf.engine()
  const names = ['runKernel', 'customGrad'] as const
  const own = names.map((name) => Object.getOwnPropertyDescriptor(engine, name))
  const former: Methods = {
    runKernel: engine.runKernel.bind(engine),
    customGrad: engine.customGrad.bind(engine),
  }
  Object.assign(engine, replace(former))
  try {
    return run()
  } finally {
    names.forEach((name, i) => {
      const before = own[i]
      if (before === undefined) Reflect.deleteProperty(engine, name)
      else Object.defineProperty(engine, name, before)
    })
  }
}
