import type { ElementProps } from "../setting.ts";

/** A passage that the language lint leaves alone; its reason is for the check's report, not for the page. */
export function Quoted({ element, setting }: ElementProps) {
  return <>{setting.show(element.children)}</>;
}
