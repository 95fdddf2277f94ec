/** What is set up: the newest TensorFlow.js, and the TensorFlow whose wheels still export the C++ library and were the fastest of those tried. */
export const versions = { tfjs: '4.22.0', tensorflow: '2.18.1', headers: '1.9.0' } as const
