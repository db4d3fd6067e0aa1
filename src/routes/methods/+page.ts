import { asset } from '$app/paths';
import { furtherData } from '$lib/methods/furtherData';
import { panelEntries } from '$lib/methods/panelEntries';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch }) => {
  const response = await fetch(asset('/panels/index.json'));
  if (!response.ok) throw new Error(`The list of panels could not be read (status ${response.status}).`);
  return {
    panels: panelEntries(await response.json(), (file) => asset(`/panels/${file}`)),
    further: furtherData((file) => asset(`/${file}`)),
  };
};
