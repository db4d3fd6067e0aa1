/** What the pages of models need of the site's own files, read when a page is built, so that it is there without a network. */

/**
 * @param fetchFile fetches a file below `models/`
 * @returns the list of bundled models and the facts they were taught, as the files have them
 * @throws Error naming the file that could not be read
 */
export async function bundledFiles(
  fetchFile: (file: string) => Promise<Response>,
): Promise<{ organisms: unknown; facts: unknown }> {
  const read = async (file: string): Promise<unknown> => {
    const response = await fetchFile(file);
    if (!response.ok) throw new Error(`“models/${file}” could not be read (status ${response.status}).`);
    return response.json();
  };
  const [organisms, facts] = await Promise.all([read('organisms.json'), read('facts.json')]);
  return { organisms, facts };
}
