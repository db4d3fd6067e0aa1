export const prerender = true;
// A folder with an index.html for each page: every static host resolves that.
export const trailingSlash = 'always';
