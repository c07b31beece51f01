import { withClient } from '../../scripts/stack/database/client';

/** Gives the dispatcher of 上杭 an acting post at the desk of 长汀, so that one desk has two people. */
export const secondDispatcher = (url: string) =>
  withClient(url, (client) =>
    client.query(
      `with post as (
         insert into app.posts (staff_id, organisation_id, role)
         select s.id, o.id, 'dispatcher' from app.staff s, app.organisations o
         where s.account = 'shanghang.dispatcher' and o.kind = 'dispatch_centre' and o.region_code = '350821'
         returning id, staff_id
       ) update app.staff s set acting_post_id = post.id from post where s.id = post.staff_id`,
    ),
  );
