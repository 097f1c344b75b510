/** The addresses that pages link to, as app/routes.ts has them. They hold ids, never names (decision 20). */
export const addresses = {
  learning: "/learn",
  search: "/search",
  records: "/records",
  outline: (course: string) => `/learn/${course}`,
  glossary: (course: string, anchor?: string) => withAnchor(`/learn/${course}/glossary`, anchor),
  lesson: (course: string, lesson: string, anchor?: string | null) =>
    withAnchor(`/learn/${course}/lesson/${lesson}`, anchor),
  read: (course: string, lesson: string) => `/learn/${course}/lesson/${lesson}/read`,
  quiz: (course: string, quiz: string) => `/learn/${course}/quiz/${quiz}`,
  attempt: (course: string, attempt: string, item?: number) =>
    `/learn/${course}/attempt/${attempt}${item === undefined ? "" : `?item=${item}`}`,
  answer: (course: string, attempt: string) => `/learn/${course}/attempt/${attempt}/answer`,
  review: (course: string, attempt: string) => `/learn/${course}/attempt/${attempt}/review`,
  outcome: (course: string, attempt: string) => `/learn/${course}/attempt/${attempt}/outcome`,
  completion: (course: string) => `/learn/${course}/completion`,
  record: (record: string) => `/records/${record}`,
  media: (course: string, hash: string) => `/learn/${course}/media/${hash}`,
  courses: "/author/courses",
  preview: (course: string) => `/author/preview/${course}`,
  previewLesson: (course: string, lesson: string, anchor?: string) =>
    withAnchor(`/author/preview/${course}/${lesson}`, anchor),
  previewMedia: (course: string, hash: string) => `/author/preview/${course}/media/${hash}`,
};

function withAnchor(address: string, anchor: string | null | undefined): string {
  return anchor ? `${address}#${encodeURIComponent(anchor)}` : address;
}
