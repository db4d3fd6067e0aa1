import { asset } from '$app/paths';
import { bundledFiles } from '$lib/ui/models/bundledFiles';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch }) => bundledFiles((file) => fetch(asset(`/models/${file}`)));
