import { defineConfig } from 'vite'

// The strictest policy under which the page works. WebAssembly needs 'wasm-unsafe-eval'; the threads
// of TensorFlow.js start from a blob.
const policy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval' blob:",
  "worker-src 'self' blob:",
  "connect-src 'self' blob:",
  "img-src 'self' data:",
].join('; ')

// WebAssembly has threads only in a page that is isolated from other origins
const isolated = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

// The threads of TensorFlow.js run the text of a function of its bundle. Minified, that text would name
// a variable outside of it, so it gets one of its own.
const threads = {
  name: 'wasm-threads',
  transform: (code, id) =>
    id.includes('tfjs-backend-wasm-threaded-simd.js')
      ? code.replace('function(WasmBackendModuleThreadedSimd) {', '$&\nvar _scriptDir;')
      : undefined,
}

export default defineConfig({
  server: { headers: isolated },
  preview: { headers: { ...isolated, 'Content-Security-Policy': policy } },
  build: { target: 'es2022' },
  plugins: [threads],
})
