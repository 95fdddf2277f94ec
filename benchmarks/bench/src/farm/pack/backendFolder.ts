import type { BackendName } from '@momenta/bench-backends'
import { loadTensorflow } from '@momenta/tensorflow'
import { setUpWebgpu } from '@momenta/webgpu'
import * as E from 'fp-ts/lib/Either.js'

const tensorflowFolder = async (gpu: boolean): Promise<E.Either<string, string>> => {
  const loaded = await loadTensorflow({ gpu })
  if (!loaded.ok) return E.left(loaded.message)
  const { backend } = loaded
  const [, folder] = /^(.*[\\/]tensorflow-[^\\/]+)[\\/]node[\\/]/.exec(backend) ?? []
  return folder === undefined
    ? E.left(
        `--backend tensorflow: must be set up by npm run setup:tensorflow, got an installation in ${backend}`,
      )
    : E.right(folder)
}

/**
 * The folder of a backend that was set up in the cache; undefined if it is part of the packages. On
 * the left one line says why there is none.
 */
export const backendFolder = async (
  backend: BackendName,
): Promise<E.Either<string, string | undefined>> => {
  if (backend === 'webgpu') {
    const ready = await setUpWebgpu()
    return ready.ok ? E.right(ready.folder) : E.left(ready.message)
  }
  return backend === 'wasm' || backend === 'cpu'
    ? E.right(undefined)
    : tensorflowFolder(backend === 'tensorflow-gpu')
}
