/** Where ONNX Runtime computes: on the CPU in WebAssembly, or on the GPU. */
export const runtimeDevices = ['wasm', 'webgpu'] as const;
export type RuntimeDevice = (typeof runtimeDevices)[number];
