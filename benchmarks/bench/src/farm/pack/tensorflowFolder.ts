import { loadTensorflow } from '@momenta/tensorflow'
import * as E from 'fp-ts/lib/Either.js'

/** The folder of the set-up TensorFlow; on the left one line says why there is none. */
export const tensorflowFolder = async (): Promise<E.Either<string, string>> => {
  const loaded = await loadTensorflow()
  if (!loaded.ok) return E.left(loaded.message)
  const { backend } = loaded
  const [, folder] = /^(.*[\\/]tensorflow-[^\\/]+)[\\/]node[\\/]/.exec(backend) ?? []
  return folder === undefined
    ? E.left(
        `--backend tensorflow: must be set up by npm run setup:tensorflow, got an installation in ${backend}`,
      )
    : E.right(folder)
}
