/** Where a reference stands in a page's list. The underscore keeps it apart from the headings' anchors, which have none. */
export function referenceId(id: string): string {
  return `ref_${id}`;
}
