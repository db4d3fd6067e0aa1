import { describe, expect, test, vi } from 'vitest';
import { startWorker } from '$lib/workers/bootstrap';
import lateUrl from './late.worker.ts?worker&url';

const messages = (worker: Worker, count: number) =>
  new Promise<unknown[]>((resolve, reject) => {
    const heard: unknown[] = [];
    worker.onmessage = ({ data }) => {
      if (heard.push(data) === count) resolve(heard);
    };
    worker.onerror = ({ message }) => reject(new Error(message));
  });

describe('startWorker', () => {
  test('keeps what is posted while the script still awaits, in order and with its ports', async () => {
    const worker = startWorker(lateUrl);
    const channel = new MessageChannel();
    const overPort = new Promise((resolve) => (channel.port1.onmessage = ({ data }) => resolve(data)));
    worker.postMessage('first', [channel.port2]);
    worker.postMessage('second');
    await new Promise((resolve) => setTimeout(resolve, 50));
    worker.postMessage('third');
    expect(await messages(worker, 3)).toEqual(['first', 'second', 'third']);
    expect(await overPort).toBe('port of first');
    worker.terminate();
  });

  test('leaves no blob URL behind', async () => {
    const made = vi.spyOn(URL, 'createObjectURL');
    const worker = startWorker(lateUrl);
    const [result] = made.mock.results;
    made.mockRestore();
    worker.postMessage('up?');
    await messages(worker, 1);
    await expect(fetch(String(result.value))).rejects.toThrow(TypeError);
    worker.terminate();
  });

  test('a script that cannot be loaded is an error event', async () => {
    const worker = startWorker('/no/such/script.js');
    await expect(messages(worker, 1)).rejects.toThrow(/script\.js|import/);
  });
});
