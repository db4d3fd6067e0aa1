/** What panels/index.json says of each bundled panel, read for the page. */
import * as v from 'valibot';

const Entry = v.object({
  id: v.string(),
  title: v.string(),
  file: v.string(),
  description: v.string(),
  source: v.string(),
  licence: v.string(),
  protocol: v.string(),
});

/** An entry with the address of its file. */
export type PanelEntry = v.InferOutput<typeof Entry> & { url: string };

/**
 * @param index parsed panels/index.json
 * @param urlOf address of a file in panels/
 * @throws ValiError naming what is missing
 */
export const panelEntries = (index: unknown, urlOf: (file: string) => string): PanelEntry[] =>
  v.parse(v.array(Entry), index).map((entry) => ({ ...entry, url: urlOf(entry.file) }));
