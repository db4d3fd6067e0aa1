import { expect, test, vi } from 'vitest';
import { openGpu } from '$lib/gpu/device';

test('without an adapter there is no GPU, and no exception', async () => {
  expect(await openGpu()).toBeNull();
});

test('a browser that throws where it should answer null is a browser without a GPU', async () => {
  const requestAdapter = vi.fn(() => Promise.reject(new DOMException('blocklisted', 'OperationError')));
  vi.stubGlobal('navigator', { gpu: { requestAdapter } });
  expect(await openGpu()).toBeNull();
  expect(requestAdapter).toHaveBeenCalledOnce();
  vi.unstubAllGlobals();
});
