/**
 * The site’s own copies of ONNX Runtime’s compiled files. The plain build (14.3 MB; 3.7 MB compressed) runs models in wasm;
 * only the other (26.9 MB) drives WebGPU, and it is fetched only when the user chooses that.
 */
import plainModule from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import plainBinary from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import webgpuModule from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import webgpuBinary from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';

/** @returns absolute addresses, since the runtime’s own script lies elsewhere */
export function ortFiles(device: 'wasm' | 'webgpu'): { mjs: string; wasm: string } {
  const absolute = (path: string) => new URL(path, import.meta.url).href;
  return device === 'wasm'
    ? { mjs: absolute(plainModule), wasm: absolute(plainBinary) }
    : { mjs: absolute(webgpuModule), wasm: absolute(webgpuBinary) };
}
