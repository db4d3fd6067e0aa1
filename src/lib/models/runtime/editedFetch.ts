/**
 * What transformers.js is given in place of the network: a host that has one model’s files, and whose graph comes edited.
 * Contract: nothing is fetched here; a file that is not there is a 404; a range is answered from the same bytes as the whole.
 */

/** Reserved for names that never resolve (RFC 2606): what is not answered here goes nowhere. */
export const VIRTUAL_HOST = 'https://crossover.invalid/';
export const VIRTUAL_MODEL = 'crossover/model';

export interface EditedFetchParts {
  /** Path of the graph as transformers.js asks for it: `onnx/model_fp16.onnx`. */
  graph: string;
  /** The edited graph. */
  edited(): Promise<Uint8Array<ArrayBuffer>>;
  /** Any other file, or null. */
  read(path: string): Promise<Uint8Array<ArrayBuffer> | null>;
}

export type EditedFetch = (input: string | URL, init?: { headers?: HeadersInit }) => Promise<Response>;

export function createEditedFetch({ graph, edited, read }: EditedFetchParts): EditedFetch {
  // Asked for twice where progress is followed; edited once.
  let once: Promise<Uint8Array<ArrayBuffer>> | null = null;
  return async (input, init) => {
    const path = pathOf(String(input));
    const bytes = path === null ? null : path === graph ? await (once ??= edited()) : await read(path);
    if (!bytes) return new Response(null, { status: 404 });
    const range = /^bytes=(\d+)-(\d*)$/.exec(new Headers(init?.headers).get('range') ?? '');
    if (!range) return new WholeFile(bytes);
    const from = Number(range[1]);
    const to = Math.min(bytes.length - 1, range[2] ? Number(range[2]) : Infinity);
    if (from > to) return new Response(null, { status: 416 });
    return new Response(bytes.subarray(from, to + 1), {
      status: 206,
      headers: {
        'content-length': String(to - from + 1),
        'content-range': `bytes ${from}-${to}/${bytes.length}`,
      },
    });
  };
}

/** An answer whose body is handed over as it is: a stream would copy a file of a gigabyte twice. */
class WholeFile extends Response {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  constructor(bytes: Uint8Array<ArrayBuffer>) {
    super(null, { headers: { 'content-length': String(bytes.length) } });
    this.#bytes = bytes;
  }
  override arrayBuffer(): Promise<ArrayBuffer> {
    const { buffer, byteLength } = this.#bytes;
    return Promise.resolve(byteLength === buffer.byteLength ? buffer : this.#bytes.slice().buffer);
  }
}

/** `https://crossover.invalid/crossover/model/resolve/main/onnx/model.onnx` → `onnx/model.onnx` */
function pathOf(url: string): string | null {
  const root = `${VIRTUAL_HOST}${VIRTUAL_MODEL}/resolve/`;
  if (!url.startsWith(root)) return null;
  return decodeURIComponent(url.slice(root.length).split('/').slice(1).join('/'));
}
