import type { ReactNode } from 'react';
import { ListBase, type SortPayload } from 'react-admin';

/** The list shows its failures itself; a notification would say them twice. */
const ignore = () => undefined;

interface RecordListProps {
  /** The resource of the data provider. */
  resource: string;
  sort: SortPayload;
  perPage?: number;
  /** The default filter of the list. */
  first?: object | undefined;
  /** How often the list is read again where no announcements of changes arrive. */
  everyMs?: number | undefined;
  children: ReactNode;
}

/** A list without counts, whose order, filters and page stand in the URL. Access is checked by the page around it. */
export function RecordList({ resource, sort, perPage = 25, first, everyMs, children }: RecordListProps) {
  return (
    <ListBase
      resource={resource}
      perPage={perPage}
      sort={sort}
      filterDefaultValues={first}
      queryOptions={{ onError: ignore, ...(everyMs !== undefined && { refetchInterval: everyMs }) }}
      disableAuthentication
    >
      {children}
    </ListBase>
  );
}
