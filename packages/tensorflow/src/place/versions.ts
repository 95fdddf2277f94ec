/**
 * The newest TensorFlow.js, and the fastest TensorFlow of those tried whose wheel exports the C++
 * library.
 */
export const versions = { tfjs: '4.22.0', tensorflow: '2.18.1', headers: '1.9.0' } as const
