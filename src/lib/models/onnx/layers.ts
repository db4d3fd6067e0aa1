/**
 * The layers of a decoder, found by structure: from its caches forward to its heads, and backward from what follows to its
 * residual stream. Names of nodes and inner tensors differ by exporter and version and are never looked at.
 */
import { attentionOf, namedHeads, type Projection } from './attention';
import { unknownStructure } from './errors';
import { type Links, linksOf } from './links';
import type { OnnxModel } from './model';
import { weightInput } from './operators';
import { layerCaches, type LayerCache } from './refusals';
import { continues, type Residual, residualBehind } from './residual';
import { backward } from './walk';

export interface Layer {
  cache: LayerCache;
  /** The tensor of all heads’ outputs, concatenated. */
  heads: string;
  /** What multiplies `heads`: the output projection first, any adapter beside it after. */
  projections: Projection[];
  residual: Residual;
}

export interface Structure {
  links: Links;
  layers: Layer[];
  /** Width of the residual stream. */
  hidden: number;
  /** Query heads of each layer, whose outputs `heads` holds. */
  heads: number;
  /** Key/value heads; fewer than `heads` where queries share them. */
  kvHeads: number;
  /** Width of one head’s output. */
  headDim: number;
}

/** @throws UnsupportedModelError with the reason when the model is not one that can be edited */
export function findLayers(model: OnnxModel): Structure {
  const caches = layerCaches(model);
  const links = linksOf(model);
  const attention = caches.map(({ value }, layer) => attentionOf(model, links, layer, value.name));
  const { hidden, width, fused } = attention[0];
  for (const [layer, other] of attention.entries())
    if (other.hidden !== hidden)
      throw unknownStructure(
        `layer ${layer} writes ${other.hidden} numbers a token where layer 0 writes ${hidden}`,
      );

  const logitsSource = backward(links, ['logits'], (node) =>
    weightInput(node, links.constant) === null ? null : node.inputs[0],
  );
  if (logitsSource === null) throw unknownStructure('no matrix makes the logits');
  const sources = [...attention.slice(1).map(({ source }) => source), logitsSource];
  const residuals = sources.map((source, layer) => residualBehind(links, source, layer));
  for (let layer = 1; layer < residuals.length; layer++)
    if (!continues(links, residuals[layer], residuals[layer - 1].tensor))
      throw unknownStructure(
        `the stream after layer ${layer} is not the one after layer ${layer - 1} with something added, as where the norm stands behind the addition`,
      );

  return {
    links,
    layers: caches.map((cache, layer) => ({
      cache,
      heads: attention[layer].heads,
      projections: attention[layer].projections,
      residual: residuals[layer],
    })),
    hidden,
    ...headCounts(width, caches[0], namedHeads(model, fused)),
  };
}

/** Head counts from the cache’s shape [batch, heads, past, width], or from the attention operator where that is symbolic. */
function headCounts(
  width: number,
  { value }: LayerCache,
  named: { heads: number | null; kvHeads: number | null },
) {
  const [, cacheHeads, , cacheWidth] = value.dims?.length === 4 ? value.dims : [];
  const headDim = typeof cacheWidth === 'number' ? cacheWidth : named.heads ? width / named.heads : NaN;
  const heads = width / headDim;
  const kvHeads = typeof cacheHeads === 'number' ? cacheHeads : (named.kvHeads ?? NaN);
  const shape = `cache “${value.name}” is ${value.dims ? `[${value.dims.join(', ')}]` : 'without a shape'}`;
  if (![headDim, heads, kvHeads].every((count) => Number.isInteger(count) && count > 0) || heads % kvHeads)
    throw unknownStructure(`its heads cannot be counted: they are ${width} wide together and the ${shape}`);
  return { heads, kvHeads, headDim };
}
