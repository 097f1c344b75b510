import { writing } from "#app/messages/writing.ts";
import { Button } from "../ui/button.tsx";
import { Form } from "../ui/form.tsx";
import { Actions, Quiet } from "../ui/layout.tsx";

interface BookmarkListProps {
  bookmarks: { courseId: string; lessonId: string; anchor: string; about: string | null; to: string | null }[];
}

const words = writing.list;

/** Places that somebody keeps, each leading there, each let go with one press. */
export function BookmarkList({ bookmarks }: BookmarkListProps) {
  return (
    <ul className="kept-places">
      {bookmarks.map(({ courseId: course, lessonId: lesson, anchor, about, to }) => (
        <li key={`${course}/${lesson}/${anchor}`}>
          <Actions spread>
            {to ? <a href={to}>{about}</a> : <span className="soft">{about ?? words.gone}</span>}
            <Form intent="drop" hidden={{ course, lesson, anchor }}>
              <Button kind="plain">
                {words.remove}
                <Quiet>{about ?? ""}</Quiet>
              </Button>
            </Form>
          </Actions>
        </li>
      ))}
    </ul>
  );
}
