/** What can be chosen before a load: devices, formats, models; and what a failed load is called. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deviceChoices, deviceFacts, dtypeChoices } from '../../../../src/lib/models/runtime/devices';
import { DTYPE_NAMES, DTYPES, graphFile, isDtype } from '../../../../src/lib/models/runtime/dtypes';
import { runtimeError } from '../../../../src/lib/models/runtime/errors';
import { publishedFormats } from '../../../../src/lib/models/runtime/published';
import { SHORT_LIST } from '../../../../src/lib/models/runtime/shortList';
import { hubSource } from '../../../../src/lib/models/runtime/source';
import { type HubStandIn, openHubStandIn } from '../../../e2e/hub/standIn';

describe('devices', () => {
  const gpu = (adapter: object | null) =>
    ({ requestAdapter: () => Promise.resolve(adapter) }) as unknown as GPU;

  test('are told as they are', async () => {
    expect(await deviceFacts(undefined)).toEqual({ webgpu: false, halfPrecision: false });
    expect(await deviceFacts(gpu(null))).toEqual({ webgpu: false, halfPrecision: false });
    const half = { features: new Set(['shader-f16']) };
    expect(await deviceFacts(gpu(half))).toEqual({ webgpu: true, halfPrecision: true });
  });

  test('wasm is the default and always there; WebGPU needs an adapter', () => {
    const none = deviceChoices({ webgpu: false, halfPrecision: false });
    expect(none.map(({ device, available }) => [device, available])).toEqual([
      ['wasm', true],
      ['webgpu', false],
    ]);
    expect(none[1].reason).toContain('no WebGPU adapter');
    expect(deviceChoices({ webgpu: true, halfPrecision: false })[1].available).toBe(true);
  });

  test('formats are those that are published, full precision first', () => {
    const facts = { webgpu: true, halfPrecision: false };
    expect(dtypeChoices(['q4', 'fp16', 'fp32'], 'wasm', facts).map(({ dtype }) => dtype)).toEqual([
      'fp32',
      'fp16',
      'q4',
    ]);
    expect(dtypeChoices(['fp16'], 'webgpu', facts)).toEqual([
      { dtype: 'fp16', available: false, reason: 'This graphics card does not compute in 16 bits.' },
    ]);
    expect(dtypeChoices(['fp16'], 'webgpu', { ...facts, halfPrecision: true })[0].available).toBe(true);
  });

  test('every format has a file and a name', () => {
    expect(new Set(DTYPES.map(graphFile)).size).toBe(DTYPES.length);
    expect(graphFile('q8')).toBe('model_quantized.onnx');
    for (const dtype of DTYPES) expect(DTYPE_NAMES[dtype]).not.toBe('');
    expect(isDtype('q4')).toBe(true);
    expect(isDtype('q5')).toBe(false);
  });
});

describe('what a hub has of a model', () => {
  let hub: HubStandIn;
  beforeAll(async () => {
    hub = await openHubStandIn();
  });
  afterAll(() => hub.close());
  const formatsOf = (name: string) => publishedFormats(hubSource(`stand-in/${name}`, undefined, hub.host));

  test('is told with sizes, weights beside the graph included', async () => {
    expect(await formatsOf('organism_4x96')).toEqual([
      { dtype: 'fp32', bytes: 2_908_074 },
      { dtype: 'fp16', bytes: 1_522_310 },
      { dtype: 'q8', bytes: 916_711 },
    ]);
    expect(await formatsOf('llama_fused')).toEqual([
      { dtype: 'fp32', bytes: 26_949 + 935_680 },
      { dtype: 'q4', bytes: 36_675 + 157_976 },
    ]);
    expect(hub.requests.every(({ range }) => range === 'bytes=0-0')).toBe(true);
  });

  test('of a model that is not there, it says so', async () => {
    await expect(formatsOf('none')).rejects.toThrow('does not exist, is private');
  });

  test('a folder’s files are counted too', async () => {
    const file = (path: string, size: number) => ({ path, file: new File([new Uint8Array(size)], 'x') });
    const files = [file('model_q4.onnx', 10), file('model_q4.onnx_data', 20), file('onnx/model.onnx', 5)];
    expect(await publishedFormats({ kind: 'folder', name: 'mine', files })).toEqual([
      { dtype: 'fp32', bytes: 5 },
      { dtype: 'q4', bytes: 30 },
    ]);
  });
});

test('the short list names models by ids that can be asked for, with where its facts are from', () => {
  for (const { id, source, layers, millions, hidden } of SHORT_LIST) {
    expect(hubSource(id).id).toBe(id);
    expect(source).toMatch(/^https:\/\/huggingface\.co\/[\w.-]+\/[\w.-]+$/);
    for (const size of [layers, millions, hidden]) expect(size).toBeGreaterThan(0);
  }
  expect(new Set(SHORT_LIST.map(({ id }) => id)).size).toBe(SHORT_LIST.length);
});

describe('the runtime’s errors', () => {
  test.each([
    new Error('std::bad_alloc'),
    new RangeError('Array buffer allocation failed'),
    new RangeError('WebAssembly.Memory(): could not allocate memory'),
    new Error('Aborted(OOM). Build with -sASSERTIONS for more info.'),
    new Error('failed to allocate a buffer of size 1073741824'),
    // C++ throws an address.
    5_243_128,
  ])('%s is a lack of memory', (error) => {
    const told = runtimeError(error, 'fp32', 'wasm');
    expect(told).toMatchObject({ name: 'ModelMemoryError' });
    expect((told as Error).message).toContain('Choose a smaller format or a smaller model');
  });

  test('on WebGPU names wasm as the remedy, and switches nothing', () => {
    const told = runtimeError(new Error('Unsupported device'), 'fp16', 'webgpu');
    expect(told).toMatchObject({ name: 'ModelDeviceError' });
    expect((told as Error).message).toContain('Choose the device “wasm”');
  });

  test('a cancel stays a cancel', () => {
    const abort = new DOMException('stopped', 'AbortError');
    expect(runtimeError(abort, 'fp32', 'wasm')).toBe(abort);
  });
});
