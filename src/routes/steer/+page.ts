import { asset } from '$app/paths';
import type { PageLoad } from './$types';

/** Read when the page is built, so that they are there without a network. */
export const load: PageLoad = async ({ fetch }) => {
  const read = async (file: string): Promise<unknown> => {
    const response = await fetch(asset(`/models/${file}`));
    if (!response.ok) throw new Error(`“models/${file}” could not be read (status ${response.status}).`);
    return response.json();
  };
  const [organisms, facts] = await Promise.all([read('organisms.json'), read('facts.json')]);
  return { organisms, facts };
};
