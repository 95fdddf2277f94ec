import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'

/** The Vulkan loader, and the dispatch libraries that NVIDIA's driver loads. */
const libraries = [
  'libvulkan.so.1',
  ...['libEGL.so.1', 'libGL.so.1', 'libGLX.so.0', 'libGLdispatch.so.0', 'libOpenGL.so.0'],
]

/**
 * Copies what this machine has of the Vulkan loader, for machines that have a driver alone. Returns
 * whether there is a loader.
 */
export const copyLoader = (to: string): boolean => {
  const { stdout } = spawnSync('ldconfig', ['-p'], { encoding: 'utf8' })
  mkdirSync(to, { recursive: true })
  for (const library of libraries) {
    const line = stdout?.split('\n').find((text) => text.trim().startsWith(`${library} `))
    const path = line?.split(' => ')[1]
    if (path !== undefined && existsSync(path)) cpSync(realpathSync(path), join(to, library))
  }
  return existsSync(join(to, 'libvulkan.so.1'))
}
