import { author } from "#app/messages/author.ts";
import { Notice } from "../ui/notice.tsx";

/** Says on every preview page that it is one. */
export function PreviewBanner() {
  return (
    <Notice kind="attention" title={author.preview.banner}>
      {author.preview.bannerText}
    </Notice>
  );
}
