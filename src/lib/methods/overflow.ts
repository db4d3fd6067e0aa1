/** Focus for boxes that scroll sideways, and only while they do: elsewhere a tab stop would lead to nothing. */

/** An attachment: sets `tabindex` while the content is wider than the element. */
export function focusableWhileScrolling(node: HTMLElement): () => void {
  const look = () => {
    if (node.scrollWidth > node.clientWidth) node.tabIndex = 0;
    else node.removeAttribute('tabindex');
  };
  const observer = new ResizeObserver(look);
  observer.observe(node);
  for (const child of node.children) observer.observe(child);
  return () => observer.disconnect();
}
