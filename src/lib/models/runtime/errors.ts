/** What can go wrong between choosing a model and its first token. Names survive a worker’s boundary, so they tell kinds. */

/** A file could not be had. The message names the file, the host and what to check. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  constructor(
    readonly reason:
      | 'not-found'
      | 'not-allowed'
      | 'web-page'
      | 'pointer'
      | 'unreachable'
      | 'truncated'
      | 'refused'
      | 'empty',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A model’s files do not make a model that can be run here. */
export class ModelFilesError extends Error {
  override readonly name = 'ModelFilesError';
}

/** The device has not enough memory for the model; the worker that tried must be started anew. */
export class ModelMemoryError extends Error {
  override readonly name = 'ModelMemoryError';
}

/** The chosen device cannot run the model. */
export class ModelDeviceError extends Error {
  override readonly name = 'ModelDeviceError';
}

/** A job was asked for before a model was loaded, or after its worker was ended. */
export class NoModelError extends Error {
  override readonly name = 'NoModelError';
}

const OUT_OF_MEMORY =
  /bad_alloc|out of memory|\bOOM\b|allocation failed|failed to allocate|could not allocate|memory access out of bounds|invalid array buffer length|array buffer allocation|cannot enlarge memory|device lost|invalid array length|std::length_error/i;

/**
 * The runtime’s error in words for a reader, where it is one that they can do something about.
 * @param dtype, device what was tried
 */
export function runtimeError(error: unknown, dtype: string, device: string): unknown {
  if (error instanceof DOMException && error.name === 'AbortError') return error;
  // ONNX Runtime throws a bare number, an address in its memory, when C++ code threw.
  const text = error instanceof Error ? error.message : String(error);
  if (OUT_OF_MEMORY.test(text) || typeof error === 'number')
    return new ModelMemoryError(
      `There is not enough memory for this model in ${dtype} on ${device}. Choose a smaller format or a smaller model, or close other tabs, and load it again. (${text})`,
      { cause: error },
    );
  if (device === 'webgpu')
    return new ModelDeviceError(
      `WebGPU cannot run this model in ${dtype}: ${text}. Choose the device “wasm”.`,
      {
        cause: error,
      },
    );
  return new ModelDeviceError(
    `ONNX Runtime cannot run this model in ${dtype}: ${text}. Choose another format.`,
    { cause: error },
  );
}
