/** Starts the caller as a worker of its own and passes on what is said in both directions. */
import { startWorker } from '$lib/workers/bootstrap';
import callerUrl from './caller.worker.ts?worker&url';

const nested = startWorker(callerUrl);
nested.onmessage = ({ data }) => postMessage(data);
nested.onerror = ({ message }) => postMessage(message);
addEventListener('message', ({ data }) => nested.postMessage(data));
