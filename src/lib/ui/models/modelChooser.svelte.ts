/**
 * Choosing a language model and having it loaded: what the pages that run one have in common. A hub is asked only when the reader
 * names a model; device and format are the reader's choice, and are never changed behind their back.
 */
import type { Organism } from '$lib/models/organisms';
import type { StoredFile } from '$lib/models/runtime/byteStore';
import { deviceFacts, type DeviceFacts } from '$lib/models/runtime/devices';
import { DTYPES, graphFile, type Dtype } from '$lib/models/runtime/dtypes';
import type { LoadReport, LoadRequest } from '$lib/models/runtime/load';
import { publishedFormats, type PublishedFormat } from '$lib/models/runtime/published';
import { folderSource, hubSource, type BundledSource, type ModelSource } from '$lib/models/runtime/source';
import type { ModelsClient } from '$lib/workers/modelsClient';
import { keepForLater } from './offline';

export type ModelKind = 'bundled' | 'hub' | 'folder';

export class ModelChooser {
  #createClient: () => ModelsClient;
  #client: ModelsClient | null = null;
  readonly organisms: readonly Organism[];
  #base: () => string;
  #loading: AbortController | null = null;
  #answer = $state.raw<{ key: string; formats: PublishedFormat[] } | null>(null);
  /** The hub is being asked for formats and sizes. */
  asking = $state(false);
  #source: ModelSource | null = null;

  kind = $state<ModelKind>('bundled');
  bundledId = $state('');
  hubId = $state('');
  revision = $state('');
  files = $state.raw<File[]>([]);
  device = $state<'wasm' | 'webgpu'>('wasm');
  dtype = $state<Dtype>('fp32');
  facts = $state.raw<DeviceFacts>({ webgpu: false, halfPrecision: false });

  report = $state.raw<LoadReport | null>(null);
  progress = $state.raw<{ fraction: number; stage: string } | null>(null);
  /** Why the model that was chosen is not there, as a sentence; null when it is, or none was asked for. */
  failure = $state.raw<string | null>(null);
  stored = $state.raw<StoredFile[]>([]);
  /** The bundled models and the runtime are kept: the page works without a network. */
  offline = $state(false);

  /**
   * @param createClient called in the browser alone, at the first need
   * @param base where the site's own models lie: absolute, with a slash at the end
   */
  constructor(createClient: () => ModelsClient, organisms: readonly Organism[], base: () => string) {
    this.#createClient = createClient;
    this.organisms = organisms;
    this.#base = base;
    this.bundledId = (organisms.find(({ id }) => id.includes('4x96')) ?? organisms[0]).id;
  }

  get client(): ModelsClient {
    return (this.#client ??= this.#createClient());
  }

  readonly organism = $derived.by(
    (): Organism | null =>
      this.organisms.find(
        ({ id }) => this.report?.identity.kind === 'bundled' && id === this.report.identity.id,
      ) ?? null,
  );
  /** What the hub said of the model that is typed now; null when it was not asked. */
  readonly published = $derived.by(() => {
    const key = `${this.hubId.trim()} ${this.revision.trim()}`;
    return this.#answer?.key === key ? this.#answer : null;
  });
  readonly folderName = $derived(this.files[0]?.webkitRelativePath.split('/')[0] ?? null);
  /** Formats that the choice comes in, as far as that is known before anything is asked for. */
  readonly formats = $derived.by((): readonly Dtype[] => {
    if (this.kind === 'bundled') {
      const own = this.organisms.find(({ id }) => id === this.bundledId);
      return own ? [own.dtype] : [];
    }
    if (this.kind === 'hub') return this.published?.formats.map(({ dtype }) => dtype) ?? DTYPES;
    return DTYPES.filter((dtype) => this.files.some(({ name }) => name === graphFile(dtype)));
  });

  async start(): Promise<void> {
    this.facts = await deviceFacts();
    await this.#listStored();
  }

  /** Asks the hub in which formats the model comes, and how large each is. Nothing is downloaded. */
  async lookUp(): Promise<void> {
    const key = `${this.hubId.trim()} ${this.revision.trim()}`;
    this.failure = null;
    this.asking = true;
    try {
      const formats = await publishedFormats(this.#chosen());
      this.#answer = { key, formats };
      if (formats.length === 0)
        this.failure = `“${this.hubId.trim()}” has no onnx/model.onnx or another format of it. Choose a model that was exported for transformers.js.`;
    } catch (error) {
      this.failure = sentence(error);
    } finally {
      this.asking = false;
    }
  }

  /** Takes the choice as it stands, and loads it. @returns whether it is there */
  async load(): Promise<boolean> {
    let request: LoadRequest;
    try {
      const source = this.#chosen();
      const { device } = this;
      const dtype = this.formats.includes(this.dtype) ? this.dtype : this.formats[0];
      if (!dtype) throw new Error('There is no onnx file of a name that is known, such as model.onnx.');
      this.dtype = dtype;
      request = { source, device, dtype };
    } catch (error) {
      this.failure = sentence(error);
      return false;
    }
    this.cancel();
    const own = (this.#loading = new AbortController());
    this.failure = null;
    this.report = null;
    this.progress = { fraction: 0, stage: 'Starting' };
    try {
      const report = await this.client.load(request, {
        signal: own.signal,
        onProgress: (fraction, stage) => {
          if (this.#loading === own) this.progress = { fraction, stage };
        },
      });
      if (this.#loading !== own) return false;
      this.#source = request.source;
      this.report = report;
      if (!this.offline) void this.#keepForLater(report);
      return true;
    } catch (error) {
      if (this.#loading === own && !own.signal.aborted) this.failure = sentence(error);
      return false;
    } finally {
      if (this.#loading === own) {
        this.#loading = null;
        this.progress = null;
      }
      await this.#listStored();
    }
  }

  cancel(): void {
    this.#loading?.abort();
    this.#loading = null;
    this.progress = null;
  }

  async remove(model: string): Promise<void> {
    await this.client.store.remove(model);
    await this.#listStored();
  }

  dispose(): void {
    this.cancel();
    this.#client?.dispose();
  }

  #chosen(): ModelSource {
    if (this.kind === 'hub') return hubSource(this.hubId, this.revision.trim() || undefined);
    if (this.kind === 'folder') return folderSource(this.files);
    const found = this.organisms.find(({ id }) => id === this.bundledId);
    if (!found) throw new Error(`There is no bundled model “${this.bundledId}”.`);
    return this.#sourceOf(found);
  }

  #sourceOf({ id, sha256 }: Organism): BundledSource {
    return { kind: 'bundled', id, base: this.#base(), edition: sha256.slice(0, 16) };
  }

  /** Brings what a visit without a network needs; in idle time, after the first model is there. */
  async #keepForLater({ runtime }: LoadReport): Promise<void> {
    const sources = this.organisms.map((organism) => ({ organism, source: this.#sourceOf(organism) }));
    this.offline = await keepForLater(runtime, sources, this.client.store);
    await this.#listStored();
  }

  /** The source of the loaded model. */
  get source(): ModelSource | null {
    return this.report ? this.#source : null;
  }

  async #listStored(): Promise<void> {
    try {
      this.stored = await this.client.store.list();
    } catch {
      // A browser that keeps nothing has nothing to list.
      this.stored = [];
    }
  }
}

const sentence = (error: unknown) => (error instanceof Error ? error.message : String(error));
